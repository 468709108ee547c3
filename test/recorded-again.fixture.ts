import { largeBodies } from '../harness/cassette/large-bodies.ts';
import {
  type App,
  type CassetteEntry,
  type CassetteFile,
  parseCassette,
  printCassette,
  recordScenario,
} from '../harness/internal.ts';
import { hotReplays } from '../harness/replay/hot-replay.ts';
import { scenarioFromCassette } from '../harness/scenario/scenario-from-cassette.ts';

/** The scenario of a cassette as a file holds it, and the calls that it records. */
export interface RecordedAgain {
  readonly scenario: CassetteFile;
  readonly again: readonly Omit<CassetteEntry, 'line'>[];
}

/**
 * Makes the scenario of a cassette, writes it down, reads it, and records it without a network.
 *
 * @param token the value of the secrets that it was recorded with
 */
export async function recordedAgain(
  app: App,
  cassette: CassetteFile,
  token: string,
): Promise<RecordedAgain> {
  const { name } = cassette.header;
  const made = scenarioFromCassette(cassette, { name, expect: true, exchanges: true });
  const scenario = written(made.scenario, true);
  const { variables } = cassette.header.world;
  const secrets = [...app.manifest.variables].filter(
    ([secret, declared]) => declared.secret && variables.has(secret),
  );
  const recording = {
    app,
    outbound: {
      send: ({ url }: { readonly url: string }) => {
        throw new Error(`${url} is asked for, although the scenario has all answers`);
      },
    },
    overrides: new Map(secrets.map(([secret]) => [secret, token])),
    isOffline: true,
    openChecks: hotReplays(app, 'calls-with-secrets'),
    now: () => Date.now(),
  };
  const recorded = await recordScenario(recording, { scenario, file: FILE });
  return { scenario, again: withoutLines(written(recorded, false)) };
}

/** The calls of a file without their lines. */
export function withoutLines({ entries }: CassetteFile): RecordedAgain['again'] {
  return entries.map(({ line: _, exchangePlaces: __, ...entry }) => entry);
}

const FILE = 'again.yaml';

/** A file as it is read after it was printed. */
function written(file: CassetteFile, scenario: boolean): CassetteFile {
  const bodies = largeBodies(file.entries);
  return parseCassette(printCassette(file, 'schema.json'), FILE, {
    scenario,
    bodies: (digest) => bodies.get(digest) ?? { reason: 'it is lost', next: 'Find it.' },
  });
}
