import type { CassetteFile } from '../cassette/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import type { OtherApp } from '../tool-call/verdict.ts';

/** The names of both apps, if a cassette was recorded from another app than the present one. */
export function otherAppOf({ header }: CassetteFile, replayed: string): OtherApp | undefined {
  const recorded = header.app?.name ?? replayed;
  return recorded === replayed ? undefined : { recorded, replayed };
}

/** The error for a cassette of another app, where nobody has named the app that runs. */
export function refuseOtherApp(path: string, { recorded, replayed }: OtherApp): HarnessError {
  const apps = `from the app ${JSON.stringify(recorded)}, and this is ${JSON.stringify(replayed)}`;
  return new HarnessError({
    code: 'other-app',
    problem: `Failed to replay the cassette: it was recorded ${apps}`,
    next: 'Name its spin.toml with --app; with --app, any app is compared.',
    file: path,
  });
}

/**
 * An error of a replay with a hint that the cassette belongs to another app. Such an app may
 * require variables that the cassette does not have, and then cannot even be started.
 */
export function inOtherApp(error: unknown, path: string, other: OtherApp | undefined): unknown {
  if (other === undefined) return error;
  if (!(error instanceof HarnessError) || error.code !== 'variable-undefined') return error;
  const apps = `from the app "${other.recorded}", and this is "${other.replayed}"`;
  const next = `${path} was recorded ${apps}: --app takes another.`;
  const { code, problem, file, line, cause } = error;
  return new HarnessError({ code, problem, next, file, line, cause });
}
