import { lackOf, type Route } from '../subjects/routes.ts';
import { canCheck, checkLaw, type LawOutcome, type Subject } from './check-law.ts';
import type { Law, Profile } from './law.ts';

/** How laws are checked. */
export interface LawsSettings {
  readonly profile: Profile;
  /** In place of the profile's number of values, for every law. */
  readonly runs?: number | undefined;
  readonly seed: number;
  /** See `LawSettings`; for the check of one law. */
  readonly path?: string | undefined;
  /** After this many milliseconds no further value is tried. */
  readonly timeMs?: number | undefined;
  /** How many laws, or parts of one, are checked at the same time. */
  readonly lanes: number;
  /** The parts that the subject has (default: all). */
  readonly routes?: ReadonlySet<Route> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LawsProgress) => void) | undefined;
  /** The time in milliseconds. */
  now(): number;
}

/** How far a check has come. */
export interface LawsProgress {
  readonly runs: number;
  readonly of: number;
  readonly violations: number;
  /** The law whose value was tried last. */
  readonly law: string;
}

/** The result of a check. */
export interface CheckedLaws {
  readonly outcomes: readonly LawOutcome[];
  /** Laws that need something that the subject lacks. */
  readonly leftOut: readonly LeftOutLaw[];
}

/** A law that cannot be checked on a subject. */
export interface LeftOutLaw {
  readonly law: Law;
  /** The reason, in a form that can follow "for": `there is no /mock`. */
  readonly reason: string;
}

/** How many values of a law are tried before it is another law's turn. */
const TURN = { nothing: 2_500, service: 100, world: 100 } as const;

/** The number of values per turn; each turn has its own seed, and can be checked alone. */
interface Turn {
  readonly law: Law;
  readonly index: number;
  readonly runs: number;
  readonly seed: number;
}

/**
 * Checks laws, in turns that do not depend on how many run at the same time: the same seed finds
 * the same counterexamples, unless the time runs out. A law ends with its first counterexample or
 * error.
 *
 * @param open opens the subjects of a turn; each counts its own calls
 */
export async function checkLaws(
  laws: readonly Law[],
  open: () => Subject,
  settings: LawsSettings,
): Promise<CheckedLaws> {
  const leftOut = laws.flatMap((law) => {
    const reason = lackIn(law, open(), settings.routes);
    return reason === undefined ? [] : [{ law, reason }];
  });
  const able = laws.filter((law) => leftOut.every((left) => left.law !== law));
  const turns = turnsOf(able, settings);
  const began = settings.now();
  const results = new Map<Turn, LawOutcome>();
  const broken = new Set<Law>();
  // An error may concern only one law, so the others continue.
  const ended = new Set<Law>();
  const progress = progressOf(turns, { settings, broken });
  const queue = turns.values();
  const waiting = waitingTurns(turns);
  const lane = async (): Promise<void> => {
    for (const turn of queue) {
      const { law, runs, seed } = turn;
      const others = waiting(turn);
      if (settings.signal?.aborted || ended.has(law)) continue;
      const left = settings.timeMs && settings.timeMs - (settings.now() - began);
      if (left !== undefined && left <= 0) continue;
      // The remaining time is shared with those that still have a turn in this round.
      const share = others.filter((other) => !ended.has(other.law)).length / settings.lanes + 1;
      const outcome = await checkLaw(law, open(), {
        ...settings,
        runs,
        seed,
        timeMs: left && left / share,
        onRun: () => progress(law),
      });
      results.set(turn, outcome);
      if (outcome.violation !== undefined) broken.add(law);
      if ((outcome.violation ?? outcome.error) !== undefined) ended.add(law);
    }
  };
  await Promise.all(Array.from({ length: settings.lanes }, lane));
  return {
    outcomes: able.map((law) => outcomeOf(law, { turns, results, seed: settings.seed })),
    leftOut,
  };
}

function lackIn(law: Law, subject: Subject, routes: LawsSettings['routes']): string | undefined {
  if (!canCheck(law, subject)) return 'they need control of the world';
  // Laws of functions in this process say nothing about a service elsewhere.
  const isElsewhere = subject.service !== undefined && subject.world === undefined;
  if (law.needs === 'nothing' && isElsewhere) return 'they call no service';
  return routes === undefined ? undefined : lackOf(law, routes);
}

// The laws take turns, so that a time limit cuts each of them alike.
function turnsOf(laws: readonly Law[], { profile, runs, seed, path }: LawsSettings): Turn[] {
  const turns = laws.flatMap((law) => {
    const all = runs ?? law.runs[profile];
    // A path leads through the values of one turn.
    const size = path === undefined ? TURN[law.needs] : all;
    return Array.from({ length: Math.ceil(all / size) }, (_, index) => ({
      law,
      index,
      runs: Math.min(size, all - index * size),
      seed: turnSeed(seed, index),
    }));
  });
  return turns.sort((a, b) => a.index - b.index);
}

/** Gives each turn in order, together with the later turns of the same round. */
function waitingTurns(turns: readonly Turn[]): (turn: Turn) => readonly Turn[] {
  const rounds = new Map<number, Turn[]>();
  for (const turn of turns) rounds.set(turn.index, [...(rounds.get(turn.index) ?? []), turn]);
  return (turn) => {
    const round = rounds.get(turn.index) ?? [];
    return round.slice(round.indexOf(turn) + 1);
  };
}

// The first turn has the seed itself, so that its counterexample replays with the command line of
// the whole check.
function turnSeed(seed: number, index: number): number {
  return index === 0 ? seed : (seed + Math.imul(index, 0x9e37_79b1)) >>> 0;
}

function progressOf(
  turns: readonly Turn[],
  { settings, broken }: { readonly settings: LawsSettings; readonly broken: ReadonlySet<Law> },
) {
  let runs = 0;
  const of = turns.reduce((sum, turn) => sum + turn.runs, 0);
  return ({ name }: Law): void => {
    runs += 1;
    settings.onProgress?.({ runs, of, violations: broken.size, law: name });
  };
}

/** The turns of a law as one, up to the first with a counterexample or an error. */
function outcomeOf(
  law: Law,
  {
    turns,
    results,
    seed,
  }: { turns: readonly Turn[]; results: Map<Turn, LawOutcome>; seed: number },
): LawOutcome {
  let [runs, calls] = [0, 0];
  let isCut = false;
  let end: Pick<LawOutcome, 'violation' | 'error'> = {};
  for (const turn of turns) {
    if (turn.law !== law || (end.violation ?? end.error) !== undefined) continue;
    const outcome = results.get(turn);
    runs += outcome?.runs ?? 0;
    calls += outcome?.calls ?? 0;
    isCut ||= outcome?.isCut ?? true;
    const { violation, error } = outcome ?? {};
    end = { ...(violation !== undefined && { violation }), ...(error !== undefined && { error }) };
  }
  return { law, seed, runs, calls, isCut, ...end };
}
