import type {
  CallOutcome,
  CallWorld,
  ComponentGrant,
  ExchangeOutcome,
  HeaderList,
  HttpRequest,
  HttpResponse,
  WorldHost,
} from '../../harness/internal.ts';
import { allows } from '../../harness/world/allowed-hosts.ts';
import type { Answer } from '../../spin-app/protocol/http.ts';
import type {
  FetchRequest,
  FetchResponse,
  Platform,
  Store,
} from '../../spin-app/protocol/platform.ts';
import type { Logic } from './bundle-logic.ts';

/**
 * Runs the components' logic in this process, without Wasm and an engine: this replaces a
 * component's entry. It is as fast as the logic, so a change of the logic can be tried on many
 * scenarios; effects of the engine are not covered.
 */
export class LogicHost implements WorldHost {
  readonly #logic: Logic;

  constructor(logic: Logic) {
    this.#logic = logic;
  }

  async call(request: HttpRequest, world: CallWorld): Promise<CallOutcome> {
    const component = componentOf(request.path);
    if (component === undefined) return { kind: 'no-route' };
    const response = await this.#run(component, request, world);
    return { kind: 'answered', response, elapsedMs: 0, waits: [], log: [] };
  }

  componentFor(path: string) {
    return componentOf(path);
  }

  async buildKey(): Promise<string> {
    return 'none';
  }

  counters() {
    return { reset: 0, fresh: 0 };
  }

  async close(): Promise<void> {}

  async #run(component: string, request: HttpRequest, world: CallWorld): Promise<HttpResponse> {
    const handle = this.#logic.handlers[component];
    const grant = world.grants.get(component);
    if (handle === undefined || grant === undefined) throw new Error(`no component ${component}`);
    const [path = '', ...query] = request.path.split('?');
    const { method, body } = request;
    const inbound = { method, path, query: query.join('?'), body };
    try {
      return responseOf(await handle(inbound, this.#platform(grant, world)));
    } catch {
      return responseOf({ status: 500, body: '{"error":"Internal error"}' });
    }
  }

  #platform(grant: ComponentGrant, world: CallWorld): Platform {
    const { SandboxRefusal } = this.#logic;
    return {
      openStore: (label) => {
        if (grant.stores.includes(label)) return this.#store(label, world);
        throw new SandboxRefusal('the key-value store is not granted (access-denied)');
      },
      variable: (name) => grant.variables.get(name) ?? null,
      fetch: (request) => this.#fetch(request, grant, world),
      now: () => world.at,
    };
  }

  #store(label: string, { keyValue }: CallWorld): Store {
    const { StoreFailure } = this.#logic;
    const guarded = <T>(operation: () => T): T => {
      try {
        return operation();
      } catch (error) {
        throw new StoreFailure(error instanceof Error ? error.message : String(error));
      }
    };
    return {
      get: (key) => {
        const value = guarded(() => keyValue.get(label, key));
        return value === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
      },
      set: (key, value) => guarded(() => keyValue.set(label, key, new TextEncoder().encode(value))),
      delete: (key) => guarded(() => keyValue.delete(label, key)),
      exists: (key) => guarded(() => keyValue.exists(label, key)),
      keys: () => guarded(() => keyValue.keys(label)),
    };
  }

  async #fetch(
    { method, url, headers, body = '' }: FetchRequest,
    grant: ComponentGrant,
    world: CallWorld,
  ): Promise<FetchResponse> {
    const { NetworkFailure, SandboxRefusal } = this.#logic;
    if (!allows(grant.allowedHosts, url)) {
      throw new SandboxRefusal(`the host of ${url} is not granted`);
    }
    const bytes = new TextEncoder().encode(body);
    const length = body === '' ? [] : [['content-length', `${bytes.length}`] as const];
    const request = {
      method,
      url: new URL(url).href,
      headers: sorted([...Object.entries(headers), ...length]),
      body: bytes,
    };
    const chained = /^http:\/\/([a-z]+)\.spin\.internal(\/.*)$/s.exec(url);
    const outcome: ExchangeOutcome =
      chained === null
        ? await world.upstream.send(request, { signal: NEVER })
        : {
            kind: 'response',
            response: await this.#run(
              chained[1] ?? '',
              { ...request, path: chained[2] ?? '' },
              world,
            ),
          };
    if (outcome.kind !== 'response') {
      throw new NetworkFailure('NetworkError when attempting to fetch resource.');
    }
    if (outcome.cut !== undefined) throw new NetworkFailure('the answer broke off');
    const { response } = outcome;
    return {
      status: response.status,
      header: (name) => headerOf(response.headers, name.toLowerCase()),
      body: response.body,
    };
  }
}

const NEVER = new AbortController().signal;

/** The component that the shipped manifest routes a path to. */
function componentOf(path: string): string | undefined {
  const first = /^\/([a-z-]+)/.exec(path)?.[1] ?? '';
  if (['vfs', 'mock', 'github'].includes(first)) return first;
  return /^\/(?:(?:health|components|list-tools|execute)(?:\?|$)|session\b)/.test(path)
    ? 'gateway'
    : undefined;
}

function responseOf({ status, body, allow }: Answer): HttpResponse {
  const methods = allow === undefined ? [] : [['allow', allow.join(', ')] as const];
  const headers = [...methods, ['content-type', 'application/json'] as const];
  return { status, headers, body: new TextEncoder().encode(body) };
}

function headerOf(headers: HeaderList, wanted: string): string | null {
  const values = headers.filter(([name]) => name === wanted).map(([, value]) => value);
  return values.length === 0 ? null : values.join(', ');
}

function sorted(headers: HeaderList): HeaderList {
  return headers.toSorted(([one], [other]) => (one < other ? -1 : 1));
}
