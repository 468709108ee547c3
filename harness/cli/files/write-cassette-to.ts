import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { largeBodies } from '../../cassette/large-bodies.ts';
import { writeCassette } from '../../cassette/store/cassette-store.ts';
import { HarnessError } from '../../errors.ts';
import type { OutputFile } from './output-file.ts';

/**
 * Writes a scenario or cassette to a checked file, and its large bodies next to it.
 *
 * @throws HarnessError `unreadable`, and `usage` for a stream, which has no place for large bodies.
 */
export function writeCassetteTo(output: OutputFile, cassette: CassetteFile): void {
  const { path, isStream } = output;
  if (isStream && largeBodies(cassette.entries).size > 0) {
    throw new HarnessError({
      code: 'usage',
      problem: 'Failed to write the cassette: its large bodies need files next to it',
      next: 'Name a file; nothing was written.',
      file: path,
    });
  }
  writeCassette(path, cassette, (_, text) => {
    output.write(text);
    output.finish();
  });
}
