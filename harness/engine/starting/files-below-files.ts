import { readVfsPath } from '../../../spin-app/protocol/vfs-path.ts';
import { type FilePlace, keptPlaces } from '../../cassette/yaml/kept-places.ts';
import { HarnessError } from '../../errors.ts';
import type { StartingWorld } from '../../world/starting-world.ts';

/**
 * Refuses starting files of which one stands below another, such as `a` and `a/b`: no calls lead to
 * such a world, for the virtual filesystem writes nothing below a file.
 *
 * @param contract the app variable `contract`; in `deepfabric-4` a path has no directories
 * @throws HarnessError `cassette-invalid`.
 */
export function refuseFilesBelowFiles(
  { files, sessionFiles }: StartingWorld,
  { file, contract }: { readonly file: string; readonly contract: string | undefined },
): void {
  if (contract === 'deepfabric-4') return;
  const common = locatedFiles(files, file);
  refuseBelow(common);
  for (const own of sessionFiles?.values() ?? []) {
    refuseBelow([...common, ...locatedFiles(own, file)]);
  }
}

/** A starting file, and where it is written. */
interface LocatedFile {
  readonly path: string;
  readonly canonical: string;
  readonly place: FilePlace | { readonly file: string };
}

function locatedFiles(files: ReadonlyMap<string, string>, file: string): LocatedFile[] {
  const places = keptPlaces(files);
  return [...files.keys()].map((path) => ({
    path,
    canonical: readVfsPath(path)?.canonical ?? '',
    place: places.get(path) ?? { file },
  }));
}

function refuseBelow(files: readonly LocatedFile[]): void {
  const byPath = new Map(files.map((file) => [file.canonical, file]));
  for (const file of files) {
    const above = ancestorsOf(file.canonical).find((path) => byPath.has(path));
    const other = above === undefined ? undefined : byPath.get(above);
    if (other === undefined) continue;
    const where = 'line' in other.place ? `, in ${other.place.file}:${other.place.line}` : '';
    const reason = `${JSON.stringify(other.path)} is a file${where}, and no directory`;
    throw new HarnessError({
      code: 'cassette-invalid',
      problem: `Failed to create the starting file ${JSON.stringify(file.path)}: ${reason}`,
      next: 'Remove or rename one of the two.',
      ...file.place,
    });
  }
}

/** What a canonical path stands below, the root aside: of `a/b/c`, `a` and `a/b`. */
function ancestorsOf(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
