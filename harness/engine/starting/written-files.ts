import { type FilePlace, pointer } from '../../world/places.ts';
import type { StartingWorld } from '../../world/starting-world.ts';

/** A starting file, and its place in a file of the user's. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
  /** The line is absent if it is not known. */
  readonly place: FilePlace | { readonly file: string; readonly line?: undefined };
}

/** The files that a session starts with: those of all sessions, then its own. */
export function writtenFiles(
  { files, sessionFiles, places }: Pick<StartingWorld, 'files' | 'sessionFiles' | 'places'>,
  { session, file }: { readonly session: string | undefined; readonly file: string },
): WrittenFile[] {
  const written = (path: string, content: string, above: string): WrittenFile => {
    return { path, content, place: places?.get(above + pointer(path)) ?? { file } };
  };
  const own = session === undefined ? undefined : sessionFiles?.get(session);
  const ownAbove = pointer('sessions', session ?? '', 'files');
  return [
    ...[...files].map(([path, content]) => written(path, content, pointer('files'))),
    ...[...(own ?? [])].map(([path, content]) => written(path, content, ownAbove)),
  ];
}
