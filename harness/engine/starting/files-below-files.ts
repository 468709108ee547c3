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
  const highest = highestAbove([...byPath.keys()]);
  for (const file of files) {
    const above = highest.get(canonical(file));
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

/**
 * For each path that is below others, the highest of these. Sorted by segments, everything below a
 * path follows it at once; lists of folders would take memory quadratic in the length of a path.
 */
function highestAbove(paths: readonly string[]): ReadonlyMap<string, string> {
  const above = new Map<string, string>();
  let highest: string | undefined;
  const sorted = paths.map((path) => [segmentKey(path), path] as const).sort(byKey);
  for (const [, path] of sorted) {
    if (highest !== undefined && path.startsWith(`${highest}/`)) above.set(path, highest);
    else highest = path;
  }
  return above;
}

function byKey([one]: readonly [string, string], [other]: readonly [string, string]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** A separator comes before every character of a name; a name may have NUL too. */
function segmentKey(path: string): string {
  return path.replaceAll('\0', '\0\x01').replaceAll('/', '\0\0');
}
