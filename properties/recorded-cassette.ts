import {
  type CassetteFile,
  type CassetteReplay,
  HarnessError,
  type OutboundHttp,
  parseCassette,
  printCassette,
  recordScenario,
  replayCassette,
} from '../harness/index.ts';
import type { RecordedSession } from './arbitraries/recorded-session.ts';
import { Breach } from './breach.ts';
import { requestOf } from './step.ts';
import { StrayGithub } from './stray-github.ts';
import type { EmbeddedApp } from './subject.ts';

const FILE = 'law.yaml';
const CLOCK = Date.UTC(2026, 0, 1);

/**
 * Records a session through the recorder, writes it down and reads it back; undefined where the
 * recorder refuses to, because something in it looks like a secret.
 */
export async function recordedCassette(
  app: EmbeddedApp,
  { seed, steps, answers }: RecordedSession,
): Promise<CassetteFile | undefined> {
  const variables = new Map([
    ['allowed_repos', 'octo/hello,acme/tools'],
    ['allow_writes', 'true'],
  ]);
  const world = { seed, clock: CLOCK, variables, files: new Map(), store: new Map(), keep: [] };
  const entries = steps.map((step) => ({
    line: 1,
    request: requestOf(step),
    exchanges: [],
    given: new Map(),
    state: new Map(),
  }));
  const scenario = { header: { name: 'law', world }, entries };
  try {
    return await recordedAgain(app, scenario, new StrayGithub(answers));
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'secret-found') return undefined;
    throw error;
  }
}

/**
 * Records a scenario, or the calls of a cassette with the answers that it has.
 *
 * @throws HarnessError as `recordScenario` does.
 */
export async function recordedAgain(
  { app, host, variables = new Map() }: EmbeddedApp,
  scenario: CassetteFile,
  outbound: OutboundHttp,
): Promise<CassetteFile> {
  const given = scenario.header.world.variables;
  const recording = {
    app,
    host,
    outbound,
    overrides: new Map([...variables].filter(([name]) => !given.has(name))),
    buildKey: (component: string) => host.buildKey(component),
    componentFor: (path: string) => host.componentFor(path),
    now: () => CLOCK,
  };
  const cassette = await recordScenario(recording, { scenario, file: FILE });
  const text = shownCassette(cassette);
  try {
    return parseCassette(text, FILE);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw new Breach(`What was recorded cannot be read: ${error.message}\n${text}`);
  }
}

/**
 * The judgement of a recording. A call that ran too long is given a second chance: how long it runs
 * depends on the machine, which may be busy, and not on the world that is replayed.
 */
export async function judgedRecording(
  app: EmbeddedApp,
  cassette: CassetteFile,
): Promise<CassetteReplay> {
  const replay = await replayCassette(app, { cassette, file: FILE });
  const isLate = replay.differences.some(({ reason }) => reason === 'deadline');
  return isLate ? replayCassette(app, { cassette, file: FILE }) : replay;
}

/** The calls of a recording as a reader of a counterexample sees them. */
function shownCassette(cassette: CassetteFile): string {
  return printCassette(cassette, 'schema.json');
}
