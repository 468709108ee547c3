import type { CassetteFile } from '../../harness/internal.ts';
import type { Trace } from './trace.ts';

/** A law does not hold. Anything else that is thrown is a fault of the law or of the harness. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** The calls that show it; absent where there is nothing to call. */
  readonly trace: Trace | undefined;
  /** The recording that shows it, of laws that judge recordings. */
  readonly cassette: CassetteFile | undefined;

  /** @param explanation a sentence: what was found, and what the law demands */
  constructor(explanation: string, trace?: Trace, cassette?: CassetteFile) {
    super(explanation);
    this.trace = trace;
    this.cassette = cassette;
  }
}
