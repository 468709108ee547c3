import { readVfsPath } from '../../../spin-app/protocol/vfs-path.ts';
import { HarnessError } from '../../errors.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import { type WrittenFile, writtenFiles } from './written-files.ts';

/**
 * Refuses starting files of which one is below another, such as `a` and `a/b`: no calls lead to
 * such a world, because the virtual filesystem writes nothing below a file.
 *
 * @param contract the app variable `contract`; in `deepfabric-4` a path has no directories
 * @throws HarnessError `cassette-invalid`.
 */
export function refuseFilesBelowFiles(
  world: StartingWorld,
  { file, contract }: { readonly file: string; readonly contract: string | undefined },
): void {
  if (contract === 'deepfabric-4') return;
  for (const session of [undefined, ...(world.sessionFiles?.keys() ?? [])]) {
    refuseBelow(writtenFiles(world, { session, file }));
  }
}

function refuseBelow(files: readonly WrittenFile[]): void {
  const byPath = new Map(files.map((file) => [canonical(file), file]));
  for (const file of files) {
    const above = ancestorsOf(canonical(file)).find((path) => byPath.has(path));
    const other = above === undefined ? undefined : byPath.get(above);
    if (other === undefined) continue;
    const where =
      other.place.line !== undefined ? `, in ${other.place.file}:${other.place.line}` : '';
    const reason = `${JSON.stringify(other.path)} is a file${where}, and not a directory`;
    throw new HarnessError({
      code: 'cassette-invalid',
      problem: `Failed to create the starting file ${JSON.stringify(file.path)}: ${reason}`,
      next: 'Remove or rename one of the two.',
      ...file.place,
    });
  }
}

function canonical({ path }: WrittenFile): string {
  return readVfsPath(path)?.canonical ?? '';
}

/** The folders above a canonical path, without the root: of `a/b/c`, `a` and `a/b`. */
function ancestorsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
