import {
  type CassetteFile,
  type FileJudgement,
  HarnessError,
  hotReplays,
  type OutboundHttp,
  parseCassette,
  printCassette,
  recordScenario,
  replayCassette,
} from '../../harness/internal.ts';
import type { RecordedSession } from '../arbitraries/recorded-session.ts';
import { StrayGithub } from '../subjects/stray-github.ts';
import type { LawApp, ToolWorld } from '../subjects/subject.ts';
import { requestOf } from './step.ts';
import { USUAL_CLOCK } from './trace.ts';
import { Violation } from './violation.ts';

const FILE = 'law.yaml';

const VARIABLES = { allowed_repos: 'octo/hello,acme/tools', allow_writes: 'true' };

/**
 * Records a session through the recorder, writes it down and reads it back; undefined if the
 * recorder refuses to, because something in it looks like a secret or depends on one.
 *
 * @throws Violation if a call ends without an answer.
 */
export async function recordedCassette(
  world: ToolWorld,
  session: RecordedSession,
): Promise<CassetteFile | undefined> {
  const { seed, steps, answers } = session;
  const variables = new Map(Object.entries(VARIABLES));
  const start = { seed, clock: USUAL_CLOCK, variables, files: new Map(), store: new Map() };
  const entries = steps.map((step) => ({
    line: 1,
    request: requestOf(step),
    exchanges: [],
    given: new Map(),
    state: new Map(),
  }));
  const scenario = { header: { name: 'law', world: { ...start, keep: [] } }, entries };
  try {
    return await recordedAgain(world.app, scenario, new StrayGithub(answers));
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    if (error.code === 'not-reproducible') await requireAnswers(world, session);
    else if (error.code !== 'secret-found') throw error;
    return undefined;
  }
}

/**
 * Repeats calls that could not be recorded, and reports them up to the first without an answer. If
 * all have one, the machine was busy, or a call depends on a secret: this is not a counterexample.
 */
async function requireAnswers(
  world: ToolWorld,
  { seed, steps, answers }: RecordedSession,
): Promise<void> {
  const start = { seed, variables: VARIABLES, upstream: new StrayGithub(answers) };
  const run = await world.begin(start);
  for (const [index, step] of steps.entries()) {
    const { interaction } = await run.call(step);
    if (interaction !== undefined) continue;
    throw run.violation(`Call ${index + 1} ends without an answer of its component`, new Map());
  }
}

/**
 * Records a scenario, or the calls of a cassette with the answers that it has.
 *
 * @throws HarnessError as `recordScenario` does.
 */
export async function recordedAgain(
  app: LawApp,
  scenario: CassetteFile,
  outbound: OutboundHttp,
): Promise<CassetteFile> {
  const { variables = new Map() } = app;
  const given = scenario.header.world.variables;
  const recording = {
    app,
    outbound,
    overrides: new Map([...variables].filter(([name]) => !given.has(name))),
    openChecks: hotReplays(app, 'calls-with-secrets'),
    now: () => USUAL_CLOCK,
  };
  const cassette = await recordScenario(recording, { scenario, file: FILE });
  const text = printCassette(cassette, 'schema.json');
  try {
    return parseCassette(text, FILE);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    throw new Violation(`The recording cannot be read: ${error.message}\n${text}`);
  }
}

/**
 * The judgement of a recording. A call that ran too long gets a second chance: its duration depends
 * on the machine, which may be busy, and not on the replayed world.
 */
export async function judgedRecording(app: LawApp, cassette: CassetteFile): Promise<FileJudgement> {
  const replay = await replayCassette(app, { cassette, file: FILE });
  const isLate = replay.differences.some(({ reason }) => reason === 'deadline');
  return isLate ? replayCassette(app, { cassette, file: FILE }) : replay;
}
