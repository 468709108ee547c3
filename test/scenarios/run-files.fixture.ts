import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type EndedProcess, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** A new folder with these files, by path. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const cwd = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

/** Runs `spintape run` as a process, in its own folder with these files. */
export async function runFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): Promise<EndedProcess & { readonly cwd: string }> {
  const cwd = folderOf(files);
  return { ...(await spintape(['run', ...args], { cwd })), cwd };
}
