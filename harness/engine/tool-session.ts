import { HarnessError } from '../errors.ts';
import type { App } from '../host/app.ts';
import type { CallOutcome } from '../host/host.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import { type ComponentResult, expandCall, recognizeResult } from '../tool-call/dialect.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest, HttpResponse } from '../tool-call/http-message.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { SecretSwap } from '../world/secrets/secret-swap.ts';
import type { StartingMock, StartingWorld } from '../world/starting-world.ts';
import { type OpenedWorld, openWorld } from './open-world.ts';
import { runCall } from './run-call.ts';
import {
  refuseMistakes,
  requireNames,
  type SessionRequest,
  wholeRequest,
} from './session-settings.ts';

/** Mocks of tools, as JSON values. */
export interface SessionMock {
  /** Tools as MCP's `tools/list` describes them; optional if no schema is needed. */
  readonly tools?: readonly object[] | undefined;
  /** Templates of answers by tool. */
  readonly responses?: Readonly<Record<string, unknown>> | undefined;
  /** Answers to certain arguments by tool. */
  readonly fixtures?:
    | Readonly<Record<string, readonly { readonly match: object; readonly response: unknown }[]>>
    | undefined;
}

/** The world in which a session begins. */
export interface SessionSettings {
  /** The session's id. Default: `session`. */
  readonly session?: string | undefined;
  /** Files that the session finds: content by path. Default: none. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** Default: no tool is mocked. */
  readonly mock?: SessionMock | undefined;
  /** Values of the app's variables. Default: those of the manifest. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** What randomness starts from: a safe integer, not negative. Default: 0. */
  readonly seed?: number | undefined;
  /** The time of the first call, in milliseconds since the Unix epoch. Default: 2026-01-01, UTC. */
  readonly clock?: number | undefined;
  /** Answers to outbound requests; any other outbound request is refused. Default: none. */
  readonly exchanges?: readonly Exchange[] | undefined;
}

/** A tool as a caller names it. */
export interface SessionCall {
  /** The component that has the tool, such as `vfs`. */
  readonly component: string;
  readonly tool: string;
  /** A JSON object. Default: no arguments. */
  readonly args?: object | undefined;
}

const SETTINGS: Readonly<Record<keyof SessionSettings, true>> = {
  session: true,
  files: true,
  mock: true,
  variables: true,
  seed: true,
  clock: true,
  exchanges: true,
};

const DEFAULT_CLOCK = Date.UTC(2026, 0, 1);

/** The same distance as between calls of a scenario. */
const CALL_INTERVAL_MS = 1_000;

// A session never gets the values of secrets: its variables hold placeholders, or plain text.
const NOTHING_TO_SWAP = new SecretSwap(new Map());

/**
 * Calls tools in its own world: the same settings and the same calls give the same answers on every
 * machine. Nothing reaches the network. Calls see what earlier calls have changed.
 */
export class ToolSession {
  readonly #app: App;
  readonly #opened: OpenedWorld;
  readonly #session: string;
  readonly #stores: MemoryKeyValue;
  readonly #sequence: CallSequence;
  readonly #upstream: RecordedOutbound;
  #calls = 0;
  #latest: Promise<unknown> = Promise.resolve();

  private constructor(app: App, opened: OpenedWorld, settings: SessionSettings) {
    const { session = DEFAULT_SESSION, exchanges = [] } = settings;
    this.#app = app;
    this.#opened = opened;
    this.#session = session;
    this.#stores = new MemoryKeyValue(opened.store);
    this.#sequence = new CallSequence(opened.world.seed, () => DEFAULT_CLOCK);
    this.#upstream = new RecordedOutbound(exchanges);
  }

  /**
   * Opens a session.
   *
   * @throws HarnessError `usage` for an unknown setting, or one with a wrong value,
   * `cassette-invalid` for a contradictory world, and `variable-undefined` for a variable of the
   * app that has no value.
   */
  static async open(app: App, settings: SessionSettings = {}): Promise<ToolSession> {
    refuseMistakes(settings, Object.keys(SETTINGS));
    const { session = DEFAULT_SESSION } = settings;
    const opened = await openWorld(app, {
      world: startingWorld(settings),
      file: 'the session',
      sessions: [session],
      givenIn: 'settings',
    });
    return new ToolSession(app, opened, settings);
  }

  /**
   * Calls a tool and returns its result; that of a tool that fails has `success` false.
   *
   * @throws HarnessError `host-failed` when the call has no result, because the component trapped,
   * ran too long or answered something else; `usage` when no component takes the call.
   */
  async call({ component, tool, args = {} }: SessionCall): Promise<ComponentResult> {
    requireNames({ component, tool });
    const call = { component, session: this.#session, tool, args: JSON.stringify(args) };
    const response = await this.request(expandCall(call));
    const result = recognizeResult(response);
    if (result !== undefined && 'success' in result) return result;
    throw new HarnessError({
      code: 'host-failed',
      problem: `Failed to call ${tool}: ${component} gave no result, but status ${response.status}`,
      next: 'Send it by request() to see the whole answer.',
    });
  }

  /**
   * Sends a request to the app and returns the answer, whatever its status. Requests run one after
   * another, in the order in which they are made.
   *
   * @throws HarnessError as {@link call}.
   */
  async request(request: SessionRequest): Promise<HttpResponse> {
    const whole = canonicalRequest(wholeRequest(request));
    const run = this.#latest.then(() => this.#run(whole));
    this.#latest = run.catch(() => undefined);
    return await run;
  }

  async #run(request: HttpRequest): Promise<HttpResponse> {
    const { appWorld, world } = this.#opened;
    const at = (world.clock ?? DEFAULT_CLOCK) + CALL_INTERVAL_MS * this.#calls;
    const start = this.#sequence.next(sessionOf(request), at);
    this.#calls += 1;
    const { outcome } = await runCall(this.#app.host, request, {
      ...start,
      grants: appWorld.grants,
      stores: this.#stores,
      upstream: canonicalOutbound(this.#upstream, { swap: NOTHING_TO_SWAP, keep: world.keep }),
      timers: 'virtual',
    });
    if (outcome.kind !== 'answered') throw withoutAnswer(request, outcome);
    return outcome.response;
  }
}

const DEFAULT_SESSION = 'session';

function startingWorld({ seed = 0, clock, ...given }: SessionSettings): StartingWorld {
  const { variables = {}, files = {}, mock } = given;
  return {
    seed,
    clock: clock ?? DEFAULT_CLOCK,
    variables: new Map(Object.entries(variables)),
    files: new Map(Object.entries(files)),
    ...(mock === undefined ? {} : { mock: startingMock(mock) }),
    store: new Map(),
    keep: [],
  };
}

function startingMock({ tools = [], responses = {}, fixtures = {} }: SessionMock): StartingMock {
  const texts = Object.entries(fixtures).map(([tool, list]) => {
    const printed = list.map(({ match, response }) => ({
      match: JSON.stringify(match),
      response: JSON.stringify(response),
    }));
    return [tool, printed] as const;
  });
  return {
    tools: tools.map((tool) => JSON.stringify(tool)),
    responses: new Map(Object.entries(responses).map(([tool, of]) => [tool, JSON.stringify(of)])),
    fixtures: new Map(texts),
  };
}

type WithoutAnswer = Exclude<CallOutcome, { kind: 'answered' }>;

function withoutAnswer({ path }: HttpRequest, outcome: WithoutAnswer): HarnessError {
  if (outcome.kind === 'no-route') {
    return new HarnessError({
      code: 'usage',
      problem: `Failed to call ${path}: no component of the app takes this path`,
      next: 'Name a component of the app.',
    });
  }
  return new HarnessError({
    code: 'host-failed',
    problem: `Failed to call ${path}: ${outcome.message} (${outcome.reason})`,
    next: 'Look into the component: the call has no result.',
  });
}
