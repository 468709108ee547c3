import {
  type Exchange,
  type Expectation,
  expectationDifferences,
  type StoreFault,
  type StoreSnapshot,
} from '../../harness/internal.ts';
import type { Answer } from './answer.ts';
import type { Step } from './step.ts';

/** What a law expects of a call, in the grammar of scenarios. */
export type Demand = Omit<Expectation, 'line'>;

/** The default start time of a world, in milliseconds since the Unix epoch. */
export const USUAL_CLOCK = Date.UTC(2026, 0, 1);

/** Between the starts of two calls of a world, as of a scenario, in milliseconds. */
export const STEP_MS = 1_000;

/** The starting world of a trace; absent members have the defaults of scenarios. */
export interface Start {
  /** Seed of the randomness (default: 0). */
  readonly seed?: number;
  /** Wall clock of the first call, in milliseconds since the Unix epoch. */
  readonly clock?: number;
  /** Values of app variables. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Raw contents of the key-value stores. */
  readonly store?: StoreSnapshot;
  /** Injected faults of the stores, counted across all calls, which run one after another. */
  readonly storeFaults?: readonly StoreFault[];
}

/** A call with its outcome. */
export interface ReportedStep {
  readonly step: Step;
  /** Absent if the service crashed before it answered. */
  readonly answer?: Answer;
  /** When the call began, if known, in milliseconds since the Unix epoch. */
  readonly at?: number;
  /** The outbound requests. */
  readonly exchanges: readonly Exchange[];
  /** Entries that the call read and no earlier step of the trace wrote; known only for a world. */
  readonly given?: StoreSnapshot;
  /** Entries that the call changed; known only for a world. */
  readonly state?: StoreSnapshot;
  /** Calls of the same number ran at the same time; absent for one that ran alone. */
  readonly group?: number;
  /** What the law expects of this call, if anything. */
  readonly demand?: Demand;
}

/** The calls of a counterexample, one after another in a new world. */
export interface Trace {
  readonly start: Start;
  readonly steps: readonly ReportedStep[];
  /** Whether calls reach other servers, even if no step has an exchange. */
  readonly asksOthers?: boolean;
}

/** Whether a call meets its expectation, as a scenario judges it. */
export function isMet(demand: Demand, { answer, state }: Pick<ReportedStep, 'answer' | 'state'>) {
  if (answer === undefined) return false;
  const effect = { response: answer, state: state ?? new Map() };
  return expectationDifferences({ line: 0, ...demand }, effect).differences.length === 0;
}

/**
 * The steps of a trace, up to the last with an expectation and those that ran in parallel with it.
 *
 * @param demands what the law expects, by the indexes of steps @param needless indexes of steps
 *   that are not needed @throws Error if the actual answer meets an expectation: the scenario would
 *   pass despite the fault.
 */
export function traceSteps(
  reported: readonly ReportedStep[],
  demands: ReadonlyMap<number, Demand>,
  needless: ReadonlySet<number> = new Set(),
): Trace['steps'] {
  for (const [place, demand] of demands) {
    const step = reported[place];
    if (step === undefined || isMet(demand, step)) {
      throw new Error(`The actual answer to call ${place + 1} already meets the law.`);
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
