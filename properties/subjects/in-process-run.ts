import { Buffer } from 'node:buffer';
import {
  type AppWorld,
  CallSequence,
  callLive,
  type Interaction,
  type LiveCallOptions,
  MemoryKeyValue,
  outcomeResponse,
  RecordedOutbound,
  StoreFaults,
  type StoreSnapshot,
  type WorldHost,
} from '../../harness/internal.ts';
import { answerOf } from '../runner/answer.ts';
import { requestOf, type Step } from '../runner/step.ts';
import {
  type Demand,
  type ReportedStep,
  STEP_MS,
  type Start,
  traceSteps,
  USUAL_CLOCK,
} from '../runner/trace.ts';
import { Turns } from '../runner/turns.ts';
import { Violation } from '../runner/violation.ts';
import type { LANES, WorldAnswer, WorldRun, WorldStart } from './subject.ts';

/** The host that the calls of a world run on. */
export interface RunsOn {
  readonly host: WorldHost;
  /** Gives a host with a thread for each of {@link LANES} calls, for exclusive use. */
  alone<Result>(run: (host: WorldHost) => Promise<Result>): Promise<Result>;
  readonly appWorld: AppWorld;
  onCall(): void;
}

const NEVER_WRITTEN = new TextEncoder().encode('\0 no component writes this \0');

/**
 * Empty known stores, so that everything that a call reads is recorded: writes of parallel calls
 * may precede it in the trace although it did not see them yet.
 */
const UNKNOWN = new (class extends MemoryKeyValue {
  override get(): Uint8Array {
    return NEVER_WRITTEN;
  }
})();

/** The calls in one world of an app in this process. */
export class InProcessRun implements WorldRun {
  readonly #start: WorldStart;
  readonly #on: RunsOn;
  readonly #keyValue: MemoryKeyValue;
  // The stores after the reported calls, as if they had run one after another.
  readonly #replayed: MemoryKeyValue;
  readonly #sequence: CallSequence;
  readonly #faults: StoreFaults;
  readonly #reported: ReportedStep[] = [];
  #made = 0;

  constructor(start: WorldStart, on: RunsOn) {
    this.#start = start;
    this.#on = on;
    this.#keyValue = new MemoryKeyValue(start.store);
    this.#replayed = new MemoryKeyValue(start.store);
    this.#faults = new StoreFaults(start.storeFaults ?? []);
    this.#sequence = new CallSequence(start.seed ?? 0, () => USUAL_CLOCK);
  }

  async call(step: Step, at?: number): Promise<WorldAnswer> {
    return this.#make(step, { host: this.#on.host, at });
  }

  parallel(steps: readonly Step[], choices: readonly number[]): Promise<WorldAnswer[]> {
    const turns = new Turns(steps.length, choices);
    const group = this.#reported.length;
    const inLane = async (step: Step, lane: number, host: WorldHost): Promise<WorldAnswer> => {
      try {
        const storeTurn = () => turns.wait(lane);
        return await this.#make(step, { host, group, storeTurn });
      } finally {
        turns.ended();
      }
    };
    return this.#on.alone((host) =>
      Promise.all(steps.map((step, lane) => inLane(step, lane, host))),
    );
  }

  async #make(
    step: Step,
    { host, group, ...options }: LiveCallOptions & { host: WorldHost; group?: number },
  ): Promise<WorldAnswer> {
    this.#on.onCall();
    const { clock = USUAL_CLOCK, upstream = new RecordedOutbound([]) } = this.#start;
    const at = options.at ?? clock + this.#made++ * STEP_MS;
    const request = requestOf(step);
    const { outcome, interaction } = await callLive(
      request,
      {
        host,
        appWorld: this.#on.appWorld,
        sequence: this.#sequence,
        keyValue: this.#keyValue,
        outbound: upstream,
        keep: [],
      },
      {
        ...options,
        at,
        faults: this.#faults,
        replayed: group === undefined ? this.#replayed : UNKNOWN,
        timers: 'virtual',
      },
    );
    const answer = answerOf(outcomeResponse(outcome, request.path));
    this.#report({ step, answer, at, ...(group !== undefined && { group }) }, interaction);
    const place = this.#reported.length - 1;
    return { ...answer, request, place, ...(interaction !== undefined && { interaction }) };
  }

  #report(reported: Omit<ReportedStep, 'exchanges'>, interaction: Interaction | undefined): void {
    const { exchanges = [], state = new Map() } = interaction ?? {};
    const given = this.#unlike(interaction?.given ?? new Map());
    this.#replayed.apply(given);
    this.#replayed.apply(state);
    this.#reported.push({ ...reported, exchanges, given, state });
  }

  /** The entries of a snapshot that differ from the stores after the reported calls. */
  #unlike(snapshot: StoreSnapshot): StoreSnapshot {
    const stores = [...snapshot].map(([store, values]) => {
      const others = [...values].filter(([key, value]) => {
        const known = this.#replayed.get(store, key);
        return known === null || value === null
          ? known !== value
          : Buffer.compare(known, value) !== 0;
      });
      return [store, new Map(others)] as const;
    });
    return new Map(stores.filter(([, values]) => values.size > 0));
  }

  violation(
    explanation: string,
    demands: ReadonlyMap<number, Demand>,
    needless?: ReadonlySet<number>,
  ): Violation {
    const { seed, clock, variables, store, storeFaults } = this.#start;
    const start: Start = {
      ...(seed !== undefined && { seed }),
      ...(clock !== undefined && { clock }),
      ...(variables !== undefined && { variables }),
      ...(store !== undefined && { store }),
      ...(storeFaults !== undefined && { storeFaults }),
    };
    return new Violation(explanation, {
      start,
      steps: traceSteps(this.#reported, demands, needless),
    });
  }
}
