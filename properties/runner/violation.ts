import type { CassetteFile } from '../../harness/index.ts';
import type { Story } from './trace.ts';

/** A law does not hold. Anything else that is thrown is a fault of the law or of the harness. */
export class Breach extends Error {
  override readonly name = 'Breach';
  /** The calls that show it; absent where there is nothing to call. */
  readonly story: Story | undefined;
  /** The recording that shows it, of laws that judge recordings. */
  readonly cassette: CassetteFile | undefined;

  /** @param explanation a sentence: what was found, and what the law demands */
  constructor(explanation: string, story?: Story, cassette?: CassetteFile) {
    super(explanation);
    this.story = story;
    this.cassette = cassette;
  }
}
