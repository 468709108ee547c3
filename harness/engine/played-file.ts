import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { UnfinishedStep } from '../cassette/readable-interactions.ts';
import { HarnessError, plainFailure } from '../errors.ts';
import type { PlayedFile } from './tape.ts';

/** A file that was read. */
export interface ReadFile extends CassetteFile {
  readonly unfinished?: UnfinishedStep;
}

/** Reads a file and runs it; an error that prevents either is part of the result. */
export async function playedFile<File extends ReadFile, Shown extends object>(
  read: () => File,
  run: (file: File, warn: (warning: string) => void) => Promise<Shown>,
): Promise<PlayedFile | (PlayedFile & Shown)> {
  const warnings: string[] = [];
  let file: File | undefined;
  try {
    file = read();
    const shown = await run(file, (warning) => warnings.push(warning));
    const { unfinished } = file;
    const torn = unfinished === undefined ? {} : { unfinished };
    return { name: file.header.name, ...shown, ...torn, warnings };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const named = file === undefined ? {} : { name: file.header.name };
    return { ...named, failure: plainFailure(error), warnings };
  }
}
