import {
  type Exchange,
  type Expectation,
  expectationDifferences,
  type StoreFault,
  type StoreSnapshot,
} from '../../harness/internal.ts';
import type { Answer } from './answer.ts';
import type { Step } from './step.ts';

/** What a law demands of a call, in the words that scenarios have for it. */
export type Demand = Omit<Expectation, 'line'>;

/** When a world begins unless its start says so, in milliseconds since the Unix epoch. */
export const USUAL_CLOCK = Date.UTC(2026, 0, 1);

/** Between the starts of two calls of a world, as of a scenario, in milliseconds. */
export const STEP_MS = 1_000;

/** How the world of a trace begins; what is absent is as a scenario without it has it. */
export interface Start {
  /** Seed of the randomness; 0 unless given. */
  readonly seed?: number;
  /** Wall clock of the first call, in milliseconds since the Unix epoch. */
  readonly clock?: number;
  /** Values of app variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Raw contents of the key-value stores. */
  readonly store?: StoreSnapshot;
  /** Faults of the stores, counted through all calls that are made one after another. */
  readonly storeFaults?: readonly StoreFault[];
}

/** A call that was made, with what came of it. */
export interface ReportedStep {
  readonly step: Step;
  /** Absent where the service broke down before it answered. */
  readonly answer?: Answer;
  /** When the call began, where that is known, in milliseconds since the Unix epoch. */
  readonly at?: number;
  /** What left the app. */
  readonly exchanges: readonly Exchange[];
  /** What the call read that no earlier step of the trace wrote: known only of a world. */
  readonly given?: StoreSnapshot;
  /** What the call changed: known only of a world. */
  readonly state?: StoreSnapshot;
  /** Calls of the same number ran at the same time; absent for one that ran alone. */
  readonly group?: number;
  /** What the law demands of this call, where it demands something. */
  readonly demand?: Demand;
}

/** The calls of a counterexample, one after another in a new world. */
export interface Trace {
  readonly start: Start;
  readonly steps: readonly ReportedStep[];
  /** Whether calls ask other servers, also where no step tells of an exchange. */
  readonly asksOthers?: boolean;
}

/** Whether a call did what is demanded of it, as a scenario judges it. */
export function isMet(demand: Demand, { answer, state }: Pick<ReportedStep, 'answer' | 'state'>) {
  if (answer === undefined) return false;
  const effect = { response: answer, state: state ?? new Map() };
  return expectationDifferences({ line: 0, ...demand }, effect).differences.length === 0;
}

/**
 * The steps of a trace, up to the last of which a law demands something and those that ran at the
 * same time.
 *
 * @param demands what the law demands, by the places of steps from 0
 * @param needless places of steps that the trace does without
 * @throws Error when a law demands what it has got: its scenario would pass on the fault.
 */
export function traceSteps(
  reported: readonly ReportedStep[],
  demands: ReadonlyMap<number, Demand>,
  needless: ReadonlySet<number> = new Set(),
): Trace['steps'] {
  for (const [place, demand] of demands) {
    const step = reported[place];
    if (step === undefined || isMet(demand, step)) {
      throw new Error(`The law demands of call ${place + 1} what it has got.`);
    }
  }
  const last = Math.max(-1, ...demands.keys());
  const group = reported[last]?.group;
  return reported.flatMap((step, index) => {
    const isReported = last < 0 || index <= last || (group !== undefined && step.group === group);
    if (!isReported || needless.has(index)) return [];
    const demand = demands.get(index);
    return [demand === undefined ? step : { ...step, demand }];
  });
}
