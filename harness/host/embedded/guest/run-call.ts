import { exhaustion } from '../../../exhaustion.ts';
import { canonicalHeaders } from '../../../tool-call/canonical-headers.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../../tool-call/exchange.ts';
import type { HttpRequest, HttpResponse } from '../../../tool-call/http-message.ts';
import { chainedSeed } from '../../../world/random.ts';
import type { CallFailure, ComponentGrant } from '../../host.ts';
import { componentHeaders } from '../../manifest/component-headers.ts';
import { chainedRouteMatch } from '../../manifest/match-route.ts';
import type { WorkerCall, WorkerOutcome } from '../messages.ts';
import type { CellPool } from './cell-pool.ts';
import type { ComponentCell } from './component-cell.ts';
import { DeniedUses } from './denied-uses.ts';
import { type CallChain, GuestCall, runAs } from './guest-call.ts';
import type { GuestLink } from './guest-link.ts';
import { GuestLog } from './guest-log.ts';
import { IncomingRequest } from './imports/http-incoming.ts';
import { ResponseOutparam } from './imports/http-outgoing.ts';
import { HostFault, Trap, Unsupported } from './result-error.ts';

/** How deep calls may be nested. */
const DEPTH_LIMIT = 8;

type Ran =
  | { readonly kind: 'answered'; readonly response: HttpResponse }
  | { readonly kind: 'failed'; readonly reason: CallFailure; readonly message: string };

/** Where calls run in this worker. */
export interface Context {
  readonly link: GuestLink;
  readonly cells: CellPool;
  readonly grants: ReadonlyMap<string, ComponentGrant>;
}

/** Runs one call, with all calls that it makes to other components, to its end. */
export function runCall(call: WorkerCall, context: Context): WorkerOutcome {
  const { link, cells, grants } = context;
  const before = cells.counters();
  const log = new GuestLog();
  const denied = new DeniedUses();
  const chain: CallChain = {
    link,
    grants,
    timers: call.timers,
    placeholderKey: call.placeholderKey,
    sent: [],
    log,
    denied,
    variables: new Set(),
    leftOut: call.leftOut,
    chained: (caller, component, request) => runChained({ caller, component, request, cells }),
  };
  const guestCall = enter(chain, { ...call, depth: 0 });
  const ran = runGuest(guestCall, cells, incoming(call.request, call.headers));
  const shown = () => ({ log: log.lines(), denied: denied.list() });
  const after = cells.counters();
  const counted = { reset: after.reset - before.reset, fresh: after.fresh - before.fresh };
  if (ran.kind === 'failed') return { outcome: { ...ran, ...shown() }, ...counted };
  const elapsedMs = Math.ceil(Number(guestCall.clock.elapsedNs) / 1e6);
  return {
    outcome: {
      ...ran,
      elapsedMs,
      waits: guestCall.waits(),
      ...shown(),
      variables: [...chain.variables].sort(),
    },
    ...counted,
  };
}

function enter(
  chain: CallChain,
  call: { component: string; at: number; seed: Uint8Array; depth: number },
): GuestCall {
  const grant = chain.grants.get(call.component);
  if (grant === undefined) throw new Trap(`there is no component ${call.component}`);
  return new GuestCall(chain, { ...call, grant });
}

const AUTHORITY = /^[a-z]+:\/\/([^/?#]+)/;

function incoming(request: HttpRequest, headers: WorkerCall['headers']): IncomingRequest {
  const url = headers.find(([name]) => name === 'spin-full-url')?.[1];
  const authority = url === undefined ? undefined : AUTHORITY.exec(url)?.[1];
  return new IncomingRequest(request, headers, authority ?? 'localhost');
}

function runGuest(call: GuestCall, cells: CellPool, request: IncomingRequest): Ran {
  const cell = cells.take(call.component);
  let sound = false;
  try {
    const outparam = new ResponseOutparam();
    const guest = cell.begin();
    runAs(call, () => guest.incomingHandler.handle(request, outparam));
    sound = true;
    const response = outparam.response();
    if (ranOutOfMemory(call, response)) return outOfMemory(call, cell);
    const brokenOff = outparam.brokenOff();
    if (brokenOff !== undefined) return cutOff(call, brokenOff);
    if (response !== undefined) return { kind: 'answered', response: framed(response) };
    return fail('no-response', `the component ${call.component} ended without an answer`);
  } catch (error) {
    return failure(error, call, cell);
  } finally {
    cell.end(sound);
    cells.giveBack(call.component, cell);
  }
}

// The length adds nothing to the body itself, and the service sets it again.
function framed(response: HttpResponse): HttpResponse {
  const headers = response.headers.filter(([name]) => name !== 'content-length');
  return { ...response, headers: canonicalHeaders(headers) };
}

const OUT_OF_MEMORY = /\bout of memory\b/i;

// The JavaScript engine of a guest turns a failed allocation into an exception, and an exception of
// the handler into an empty 500. Only its log distinguishes that from an answer of the component.
function ranOutOfMemory(call: GuestCall, response: HttpResponse | undefined): boolean {
  const isEmpty500 = response?.status === 500 && response.body.length === 0;
  return isEmpty500 && call.chain.log.has(OUT_OF_MEMORY);
}

function outOfMemory(call: GuestCall, cell: ComponentCell): Ran {
  // If the component could not even get as much as its limit, the machine lacks memory.
  if (!cell.couldGrowToLimit()) throw new HostFault('there is no more memory');
  return fail('memory', `the component ${call.component} ran out of memory`);
}

// Part of a body must never look like the whole: in wasi:http, a body that is dropped before its
// end is corrupt.
function cutOff(call: GuestCall, bytes: number): Ran {
  const message = `the component ${call.component} broke off its answer after ${bytes} bytes`;
  return fail('no-response', message);
}

function failure(error: unknown, call: GuestCall, cell: ComponentCell): Ran {
  if (error instanceof HostFault) throw error;
  if (error instanceof Unsupported) return fail('unsupported', error.message);
  const reason = exhaustion(error);
  if (reason !== undefined) throw new HostFault(reason);
  if (call.chain.log.has(OUT_OF_MEMORY)) return outOfMemory(call, cell);
  const detail = isError(error) ? error.message : String(error);
  return fail('trap', `the component ${call.component} trapped: ${detail}`);
}

// What the engine throws inside the glue is an `Error` of the glue's own context.
function isError(error: unknown): error is Error {
  return Object.prototype.toString.call(error) === '[object Error]';
}

function fail(reason: CallFailure, message: string): Ran {
  return { kind: 'failed', reason, message };
}

function runChained(chained: {
  caller: GuestCall;
  component: string;
  request: OutboundRequest;
  cells: CellPool;
}): ExchangeOutcome {
  const { caller, component, request, cells } = chained;
  const { chain } = caller;
  const leftOut = chain.leftOut?.get(component);
  if (leftOut !== undefined) throw new Unsupported(`called by ${caller.component}, ${leftOut}`);
  if (!chain.grants.has(component)) return { kind: 'error', code: 'destination-not-found' };
  if (caller.depth + 1 >= DEPTH_LIMIT) return { kind: 'error', code: 'loop-detected' };
  const nested = enter(chain, {
    component,
    at: caller.at + Math.floor(Number(caller.clock.elapsedNs) / 1e6),
    seed: chainedSeed(caller.seed, caller.chainedCalls++),
    depth: caller.depth + 1,
  });
  const url = new URL(request.url);
  const inbound: HttpRequest = {
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: request.headers,
    body: request.body,
  };
  const match = chainedRouteMatch(component, url.pathname);
  const headers = componentHeaders(match, inbound, url.origin);
  const ran = runGuest(nested, cells, incoming(inbound, headers));
  // No component may take this for an answer: under Spin it is another one.
  if (ran.kind === 'failed' && ran.reason === 'unsupported') throw new Unsupported(ran.message);
  caller.clock.advanceTo(caller.clock.elapsedNs + nested.clock.elapsedNs);
  return ran.kind === 'answered'
    ? { kind: 'response', response: ran.response }
    : { kind: 'error', code: 'internal-error' };
}
