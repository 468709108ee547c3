import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readRecording } from '../../cassette/store/cassette-store.ts';
import type { HarnessFailure } from '../../errors.ts';
import { HarnessError } from '../../errors.ts';
import { readManifest } from '../../host/manifest/read-manifest.ts';
import { SHIPPED_MANIFEST } from '../../host/open-app.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { givenCommand } from '../options/given-command.ts';
import type { NamedFile, RunSettings } from '../replay-files.ts';
import { shownPath } from '../shown-path.ts';

type Options = Pick<CommonOptions, 'app'> & { readonly against: string | undefined };

/** A player whose refusals of cassettes of another app say how that app is given, if it is near. */
export function withAppOf(play: RunSettings['play'], options: Options): RunSettings['play'] {
  return async (named) => {
    const played = await play(named);
    const { failure } = played;
    if (failure?.code !== 'other-app') return played;
    return { ...played, failure: await withApp(failure, named, options) };
  };
}

async function withApp(
  failure: HarnessFailure,
  { file, path }: NamedFile,
  { against }: Options,
): Promise<HarnessFailure> {
  const app = await appOf(file);
  if (app === undefined) return failure;
  return { ...failure, next: `Give its app: ${givenCommand('replay', { app, against }, path)}` };
}

/** Where the app of a cassette is: above it in the working folder, or the shipped one. */
async function appOf(file: string): Promise<string | undefined> {
  const { name } = readRecording(file).header.app ?? {};
  for (const manifest of [...manifestsAbove(dirname(resolve(file))), SHIPPED_MANIFEST]) {
    if ((await nameOf(manifest)) === name) return shownPath(dirname(manifest)) || '.';
  }
  return undefined;
}

function manifestsAbove(folder: string): string[] {
  if (relative(resolve(), folder).split(sep)[0] === '..') return [];
  const manifest = join(folder, 'spin.toml');
  const above = dirname(folder) === folder ? [] : manifestsAbove(dirname(folder));
  return existsSync(manifest) ? [manifest, ...above] : above;
}

async function nameOf(manifest: string): Promise<string | undefined> {
  try {
    return (await readManifest(manifest)).name;
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}
