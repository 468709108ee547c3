import type { CassetteFile } from '../cassette/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import type { OtherApp } from '../tool-call/verdict.ts';

/** The names of both apps, where a cassette was recorded from another one than is replayed. */
export function otherAppOf(
  { header }: CassetteFile,
  { name: replayed }: AppManifest,
): OtherApp | undefined {
  const recorded = header.app?.name ?? replayed;
  return recorded === replayed ? undefined : { recorded, replayed };
}

/**
 * What an error of a replay in another app says: an app of which other variables are required than
 * the cassette has cannot even be started.
 */
export function inOtherApp(error: unknown, path: string, other: OtherApp | undefined): unknown {
  if (other === undefined) return error;
  if (!(error instanceof HarnessError) || error.code !== 'variable-undefined') return error;
  const apps = `from the app "${other.recorded}", and this is "${other.replayed}"`;
  const next = `${path} was recorded ${apps}: --app takes another.`;
  const { code, problem, file, line, cause } = error;
  return new HarnessError({ code, problem, next, file, line, cause });
}
