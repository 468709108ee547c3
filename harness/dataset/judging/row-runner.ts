import { openWorld } from '../../engine/open-world.ts';
import { rerunCall } from '../../engine/rerun-call.ts';
import { startingStore } from '../../engine/starting/starting-store.ts';
import type { App } from '../../host/app.ts';
import { type AppWorld, resolveAppWorld } from '../../host/app-world.ts';
import type { JsonText } from '../../json/json-text.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { CallSequence } from '../../world/call-sequence.ts';
import { MemoryKeyValue } from '../../world/key-value/key-value.ts';
import { StoreFaults } from '../../world/key-value/store-fault.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import { type Digest, digestOf } from '../digest.ts';
import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import type { ClaimRun } from './call-run.ts';
import { calledTool } from './called-tool.ts';
import { claimedOutcome } from './claimed-outcome.ts';
import { claimedRequest, ROW_SESSION } from './claimed-request.ts';
import {
  type DatasetWorld,
  knownFiles,
  NOTHING_KNOWN,
  ROW_CONTRACTS,
  type RowContract,
} from './dataset-world.ts';
import type { RecordedAnswer } from './recorded-answers.ts';
import type { ReportedAnswer } from './reported-answer.ts';
import { type CallRoute, type CallStyle, routeCall } from './route-call.ts';
import { mockedStore, mockedTools } from './row-store.ts';

/** The default wall clock of a row's first call: 2026-01-01. */
const CLOCK = 1_767_225_600_000;

/** A contract with the state that all rows share under it. */
interface Context {
  readonly appWorld: AppWorld;
  readonly store: StoreSnapshot;
  readonly mocked: ReadonlySet<string>;
}

/** Runs the calls of rows, each row in its own world. */
export class RowRunner {
  readonly #app: App;
  readonly #world: DatasetWorld;
  readonly #seed: number;
  readonly #contexts = new Map<RowContract, Context>();
  readonly #recordedWorlds = new Map<object, Map<RowContract, AppWorld>>();

  private constructor(app: App, world: DatasetWorld, seed: number) {
    this.#app = app;
    this.#world = world;
    this.#seed = seed;
  }

  /**
   * @param seed the seed of every row's randomness
   * @throws HarnessError for unknown variables, and for starting files with impossible paths.
   */
  static async open(app: App, world: DatasetWorld, seed: number): Promise<RowRunner> {
    const runner = new RowRunner(app, world, seed);
    for (const contract of runner.contracts) {
      const opened = await openWorld(app, {
        world: runner.#spokenIn(contract, world.start ?? NOTHING_KNOWN),
        file: world.file,
        sessions: [ROW_SESSION],
        givenIn: 'world',
      });
      const { appWorld } = opened;
      const calls = { host: app.host, appWorld };
      const store = await mockedStore(calls, opened.world.store, world.mockLog);
      runner.#contexts.set(contract, { appWorld, store, mocked: mockedTools(store) });
      // A thread that judges rows has the files without their line numbers, which messages need.
      runner.#starting(contract, knownFiles(world) ?? new Map());
    }
    return runner;
  }

  /** The seed of every row's randomness. */
  get seed(): number {
    return this.#seed;
  }

  /** Whether the app has a component of this id. */
  hasComponent(id: string): boolean {
    return this.#app.manifest.components.has(id);
  }

  /** The build key of a component; see `WorldHost.buildKey`. */
  buildKey(component: string): Promise<string> {
    return this.#app.host.buildKey(component);
  }

  /** Digest of all settings of the app's components under each contract: variables, grants. */
  settingsDigest(): Digest {
    return digestOf(
      [...this.#contexts].map(([contract, { appWorld }]) => [contract, appWorld.grants]),
    );
  }

  /** The contracts that the app supports, in the order in which they are tried. */
  get contracts(): readonly RowContract[] {
    return this.#app.manifest.variables.has('contract') ? ROW_CONTRACTS : ROW_CONTRACTS.slice(0, 1);
  }

  /** The destination of a row's call; undefined if no component of the app has its tool. */
  route(row: DatasetRow, call: ClaimedCall): CallRoute | undefined {
    return routeCall(calledTool(row, call, this.#world), {
      config: this.#world.config,
      mocked: this.#context('spintape').mocked,
      isMcpStyle: this.#world.mockLog?.isMcpStyle,
    });
  }

  /**
   * Runs the calls of a row that were executed, one after another.
   *
   * @param files the files that the session starts with
   */
  async run(
    row: DatasetRow,
    contract: RowContract,
    files: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<ClaimedCall, ClaimRun>> {
    const faults = new StoreFaults(this.#world.start?.storeFaults ?? []);
    const stores = new MemoryKeyValue(this.#starting(contract, files));
    const sequence = new CallSequence(this.#seed, () => this.#world.start?.clock ?? CLOCK);
    const runs = new Map<ClaimedCall, ClaimRun>();
    for (const call of row.calls) {
      if (!call.isShown || call.args === undefined) continue;
      const route = this.route(row, call);
      const run: ClaimRun =
        route === undefined
          ? {
              kind: 'missing',
              reason: this.#isMockKnown ? 'missing-component' : 'missing-mock-state',
            }
          : await this.#runCall(
              { call, args: call.args, route },
              { contract, stores, faults, sequence },
            );
      runs.set(call, run);
    }
    return runs;
  }

  async #runCall(routed: RoutedCall, at: Moment): Promise<ClaimRun> {
    const { component, styles } = routed.route;
    if (component === 'mock' && !this.#isMockKnown) {
      return { kind: 'missing', reason: 'missing-mock-state' };
    }
    const recordings: readonly (RecordedAnswer | undefined)[] =
      component === 'github' ? this.#recordings(routed) : [undefined];
    const reported: ReportedAnswer[] = [];
    for (const recording of recordings) {
      for (const style of styles) {
        const answer = await this.#ask(routed, { ...at, style, recording });
        if (answer === 'not-recorded') continue;
        if ('kind' in answer) return answer;
        reported.push(answer);
      }
    }
    const [first, ...others] = reported;
    if (first === undefined) return { kind: 'missing', reason: 'missing-cassette' };
    return { kind: 'answered', reported: [first, ...others], component };
  }

  get #isMockKnown(): boolean {
    return this.#world.mockLog !== undefined || this.#context('spintape').mocked.size > 0;
  }

  #recordings({ call, args }: RoutedCall): readonly (RecordedAnswer | undefined)[] {
    const found = this.#world.recorded?.find(call.tool, args) ?? [];
    return found.length > 0 ? found : [undefined];
  }

  async #ask(
    { call, args, route }: RoutedCall,
    { contract, stores, faults, sequence, style, recording }: Moment & Attempt,
  ): Promise<ReportedAnswer | ClaimRun | 'not-recorded'> {
    const appWorld =
      recording === undefined
        ? this.#context(contract).appWorld
        : this.#recordedWorld(contract, recording);
    const request = claimedRequest({ tool: call.tool, args, route, style });
    const exchanges = recording?.exchanges ?? [];
    const start = sequence.next(ROW_SESSION, recording?.at);
    const { outcome, unmatched } = await rerunCall(
      this.#app.host,
      { request, exchanges },
      { ...start, grants: appWorld.grants, stores, faults },
    );
    if (unmatched.length > 0) return 'not-recorded';
    return claimedOutcome(outcome, style);
  }

  #starting(contract: RowContract, files: ReadonlyMap<string, string>): StoreSnapshot {
    const { store } = this.#context(contract);
    const { start, config } = this.#world;
    return startingStore(
      { ...NOTHING_KNOWN, files, store, places: (start ?? config)?.places },
      { sessions: [ROW_SESSION], contract, file: this.#world.file },
    );
  }

  #context(contract: RowContract): Context {
    const found = this.#contexts.get(contract);
    if (found === undefined) throw new Error(`This is a bug in Spintape: no context ${contract}.`);
    return found;
  }

  #recordedWorld(contract: RowContract, { variables }: RecordedAnswer): AppWorld {
    const worlds = this.#recordedWorlds.get(variables) ?? new Map<RowContract, AppWorld>();
    this.#recordedWorlds.set(variables, worlds);
    const known = worlds.get(contract) ?? this.#appWorld(contract, variables);
    worlds.set(contract, known);
    return known;
  }

  #appWorld(contract: RowContract, variables: ReadonlyMap<string, string>): AppWorld {
    return resolveAppWorld(this.#app.manifest, {
      world: this.#spokenIn(contract, { variables }).variables,
      overrides: new Map(),
      givenIn: 'world',
    });
  }

  #spokenIn<World extends Pick<StartingWorld, 'variables'>>(contract: RowContract, world: World) {
    if (!this.#app.manifest.variables.has('contract')) return world;
    const variables = new Map([...world.variables, ['contract', contract] as const]);
    return { ...world, variables };
  }
}

interface RoutedCall {
  readonly call: ClaimedCall;
  readonly args: JsonText;
  readonly route: CallRoute;
}

interface Moment {
  readonly contract: RowContract;
  readonly stores: MemoryKeyValue;
  readonly faults: StoreFaults;
  readonly sequence: CallSequence;
}

interface Attempt {
  readonly style: CallStyle;
  readonly recording: RecordedAnswer | undefined;
}
