import type { CassetteFile } from '../../harness/internal.ts';
import type { Trace } from './trace.ts';

/** A law does not hold. Any other error is a fault of the law or of the harness. */
export class Violation extends Error {
  override readonly name = 'Violation';
  /** The calls that show it; absent for laws of functions. */
  readonly trace: Trace | undefined;
  /** The recording that shows it, of laws that judge recordings. */
  readonly cassette: CassetteFile | undefined;

  /** @param explanation a sentence: the finding, and what the law demands */
  constructor(explanation: string, trace?: Trace, cassette?: CassetteFile) {
    super(explanation);
    this.trace = trace;
    this.cassette = cassette;
  }
}
