import { dirname, resolve } from 'node:path';
import { bodyFiles } from '../../cassette/store/body-folder.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import type { InputFile } from './asked-output.ts';

/** The files of an app. */
export function appInputs({ file, components }: AppManifest): InputFile[] {
  const sources = [...components.values()].map(({ id, source }) => ({
    path: resolve(dirname(file), source),
    what: `the component ${id}`,
  }));
  return [{ path: file, what: "the app's manifest" }, ...sources];
}

/** The files of cassettes or scenarios, with those of their large bodies. */
export function cassetteInputs(paths: readonly string[], what: string): InputFile[] {
  return paths.flatMap((path) => [
    { path, what },
    ...bodyFiles(path).map((body) => ({ path: body, what: `a body of ${path}` })),
  ]);
}

/** The files of those options that were given. */
export function optionInputs(
  files: Readonly<Record<string, string | undefined>>,
  what: Readonly<Record<string, string>>,
): InputFile[] {
  return Object.entries(what).flatMap(([name, text]) => {
    const path = files[name];
    return path === undefined ? [] : [{ path, what: text }];
  });
}
