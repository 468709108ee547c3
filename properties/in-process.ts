import {
  type AppManifest,
  type AppWorld,
  CallSequence,
  callLive,
  EmbeddedHost,
  type InstanceMode,
  type KeyValue,
  MemoryKeyValue,
  outcomeResponse,
  RecordedOutbound,
  resolveAppWorld,
} from '../harness/index.ts';
import { answerOf } from './answer.ts';
import { Breach } from './breach.ts';
import { requestOf, type Step } from './step.ts';
import type { Demand, Start, Story, ToldStep } from './story.ts';
import type { ToolWorld, WorldAnswer, WorldRun, WorldStart } from './subject.ts';

/** An app in this process, with what it has done. */
export interface InProcess extends ToolWorld {
  /** How many calls were made. */
  readonly calls: number;
  close(): Promise<void>;
}

/** When a world begins unless its start says so: the usual clock of scenarios. */
const USUAL_CLOCK = Date.UTC(2026, 0, 1);

/** Between the starts of two calls, as in a scenario, in milliseconds. */
const STEP_MS = 1_000;

/** Opens an app, each of whose worlds is a law's own. */
export function openInProcess(
  app: AppManifest,
  { workers }: { readonly workers: number },
): InProcess {
  const hosts = new Map<InstanceMode, EmbeddedHost>();
  const worlds = new Map<string, AppWorld>();
  let calls = 0;
  const hostOf = (mode: InstanceMode): EmbeddedHost => {
    const open = hosts.get(mode) ?? new EmbeddedHost(app, { mode, workers });
    hosts.set(mode, open);
    return open;
  };
  // The grants of one app world are sent to a worker only once.
  const appWorldOf = (variables: Start['variables'] = {}): AppWorld => {
    const key = JSON.stringify(Object.entries(variables).sort());
    const values = { world: new Map(Object.entries(variables)), overrides: new Map() };
    const known = worlds.get(key) ?? resolveAppWorld(app, values);
    worlds.set(key, known);
    return known;
  };
  return {
    app: { app, host: hostOf('reset') },
    get calls() {
      return calls;
    },
    begin: async (start = {}) =>
      new InProcessRun(start, {
        host: hostOf(start.instances ?? 'reset'),
        appWorld: appWorldOf(start.variables),
        onCall: () => {
          calls += 1;
        },
      }),
    close: async () => {
      await Promise.all([...hosts.values()].map((host) => host.close()));
    },
  };
}

interface RunsOn {
  readonly host: EmbeddedHost;
  readonly appWorld: AppWorld;
  onCall(): void;
}

class InProcessRun implements WorldRun {
  readonly #start: WorldStart;
  readonly #on: RunsOn;
  readonly #keyValue: KeyValue;
  readonly #sequence: CallSequence;
  readonly #told: ToldStep[] = [];
  #made = 0;

  constructor(start: WorldStart, on: RunsOn) {
    this.#start = start;
    this.#on = on;
    this.#keyValue = new MemoryKeyValue(start.store);
    this.#sequence = new CallSequence(start.seed ?? 0, () => USUAL_CLOCK);
  }

  async call(step: Step, at?: number): Promise<WorldAnswer> {
    const { host, appWorld, onCall } = this.#on;
    onCall();
    const { clock = USUAL_CLOCK, upstream = new RecordedOutbound([]) } = this.#start;
    const begins = at ?? clock + this.#made++ * STEP_MS;
    const request = requestOf(step);
    const { outcome, interaction } = await callLive(
      request,
      {
        host,
        appWorld,
        sequence: this.#sequence,
        keyValue: this.#keyValue,
        outbound: upstream,
        keep: [],
      },
      { at: begins },
    );
    const answer = answerOf(outcomeResponse(outcome, request.path));
    const exchanges = interaction?.exchanges ?? [];
    this.#told.push({ step, answer, at: begins, exchanges });
    return { ...answer, request, ...(interaction !== undefined && { interaction }) };
  }

  breach(explanation: string, demands: ReadonlyMap<number, Demand>): Breach {
    const { seed, clock, variables, store } = this.#start;
    const start: Start = {
      ...(seed !== undefined && { seed }),
      ...(clock !== undefined && { clock }),
      ...(variables !== undefined && { variables }),
      ...(store !== undefined && { store }),
    };
    return new Breach(explanation, { start, steps: withDemands(this.#told, demands) });
  }
}

/** The steps of a story with what a law demands of them, by their place from 0. */
export function withDemands(
  told: readonly ToldStep[],
  demands: ReadonlyMap<number, Demand>,
): Story['steps'] {
  return told.map((step, index) => {
    const demand = demands.get(index);
    return demand === undefined ? step : { ...step, demand };
  });
}
