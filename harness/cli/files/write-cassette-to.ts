import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { largeBodies } from '../../cassette/large-bodies.ts';
import { writeCassette } from '../../cassette/store/cassette-store.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFile } from './output-file.ts';

/**
 * Writes a scenario or cassette to a file that was checked, with its large bodies beside it.
 *
 * @throws HarnessError `unreadable`, and `usage` for a stream, which has no place for such bodies.
 */
export function writeCassetteTo(output: OutputFile, cassette: CassetteFile): void {
  const { path, isStream } = output;
  if (isStream && largeBodies(cassette.entries).size > 0) {
    throw new HarnessError({
      code: 'usage',
      problem: 'Failed to write the cassette: it has bodies that belong into files beside it',
      next: 'Name a file; nothing was written.',
      file: path,
    });
  }
  writeCassette(path, cassette, (_, text) => {
    output.write(text);
    output.finish();
  });
}
