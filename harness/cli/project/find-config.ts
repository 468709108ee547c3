import { type Stats, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { HarnessError } from '../../errors.ts';
import { CONFIG_FILE } from './project.ts';

/**
 * The configuration of the project that a folder belongs to: the nearest one in it or above it, as
 * a path relative to the working folder; undefined if there is none.
 *
 * @throws HarnessError `unreadable` for one above the folder that another user owns: whoever may
 * write to a folder above, such as /tmp, would choose the app that gets the variables.
 */
export function findConfig(folder = resolve()): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, CONFIG_FILE);
    const found = fileAt(path);
    if (found !== undefined) {
      const shown = relative(resolve(), path);
      if (at !== folder && isForeign(found)) throw foreign(shown);
      return shown;
    }
    if (dirname(at) === at) return undefined;
  }
}

function fileAt(path: string): Stats | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true ? found : undefined;
  } catch {
    // A folder above may be closed to this user.
    return undefined;
  }
}

function isForeign({ uid }: Stats): boolean {
  const user = process.getuid?.() ?? 0;
  return user !== 0 && uid !== user && uid !== 0;
}

function foreign(file: string): HarnessError {
  return new HarnessError({
    code: 'unreadable',
    problem: 'Failed to read the configuration: it is of another user, above the working folder',
    next: 'Run the command in the folder of the file, if you trust it, or take the file away.',
    file,
  });
}
