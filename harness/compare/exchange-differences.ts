import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import { urlOrigin } from '../tool-call/url-origin.ts';
import type { Difference } from '../tool-call/verdict.ts';
import type { UnmatchedRequest } from '../world/outbound-http/recorded.ts';
import { requestDifferences } from '../world/outbound-http/request-differences.ts';
import type { CallPlace } from './call-place.ts';
import { printedPair } from './printed-value.ts';

/** The place of a call, and what its requests are compared with. */
export interface ExchangeCircumstances {
  readonly place: CallPlace;
  /** Origins of hosts that are known to be used. */
  readonly known: { readonly hosts: ReadonlySet<string> };
  /** How a report describes a request that matches none of those; default: not in the recording. */
  readonly unknown?: string | undefined;
}

/** How the requests of a call differ from the expected ones. */
export interface ExchangeMismatch {
  /** Requests that were sent but not expected. */
  readonly unmatched: readonly UnmatchedRequest[];
  /** Requests that were expected but never sent. */
  readonly unused: readonly Exchange[];
}

/**
 * Requests that are not in the recording, each with the nearest recorded ones. If there are none,
 * the recorded requests that were never sent: after a refused request, which often ends the call,
 * a missing one means nothing.
 */
export function exchangeDifferences(
  { unmatched, unused }: ExchangeMismatch,
  { place, known, unknown = 'not in the recording' }: ExchangeCircumstances,
): Difference[] {
  let replaceable = unused.length;
  const differences = unmatched.map(({ request, nearest }): Difference => {
    const isNewHost = !known.hosts.has(urlOrigin(request.url));
    const reason = isNewHost
      ? 'new-capability'
      : replaceable > 0
        ? 'changed-request'
        : 'more-calls';
    if (reason === 'changed-request') replaceable -= 1;
    return {
      ...place,
      reason,
      where: placeOf(request),
      actual: unknown,
      nearest: nearest.map(nearby),
    };
  });
  if (unmatched.length > 0) return differences;
  return unused.map(({ request }) => ({
    ...place,
    reason: 'fewer-calls',
    where: placeOf(request),
    recorded: 'sent',
    actual: 'never sent',
  }));
}

/** The first place at which the same requests were sent in another order. */
export function orderDifference(
  before: readonly OutboundRequest[],
  now: readonly OutboundRequest[],
  place: CallPlace,
): Difference[] {
  const index = before.findIndex((request, at) => {
    const other = now[at];
    return other === undefined || requestDifferences(request, other).length > 0;
  });
  const [first, second] = [before[index], now[index]];
  if (first === undefined || second === undefined) return [];
  return [
    {
      ...place,
      reason: 'changed-request',
      where: { in: 'request-order', request: index + 1 },
      recorded: described(first),
      actual: described(second),
    },
  ];
}

function placeOf({ method, url }: OutboundRequest): DifferencePlace {
  return { in: 'request', method, url };
}

function described({ method, url }: OutboundRequest): string {
  return `${method} ${url}`;
}

const LONGEST_PLAIN = 160;
/** Further fields are only named, and beyond `MOST_NAMES` only counted. */
const MOST_FIELDS = 5;
const MOST_NAMES = 40;

/** A recorded exchange that is similar to a request, and how they differ. */
export function nearby({
  exchange,
  differences,
  isUsed,
}: UnmatchedRequest['nearest'][number]): string {
  const fields = differences.slice(0, MOST_FIELDS).map(({ field, recorded, asked }) => {
    const [from, to] = shownPair(recorded, asked);
    return `${field}: recorded ${from}, now ${to}`;
  });
  const others = differences.slice(MOST_FIELDS).map(({ field }) => field);
  const left = others.length - MOST_NAMES;
  if (others.length > 0) fields.push(`also ${others.slice(0, MOST_NAMES).join(', ')}`);
  if (left > 0) fields.push(`and ${left} more`);
  const used = isUsed ? ['its answer was given to an earlier request'] : [];
  return [described(exchange.request), ...fields, ...used].join('; ');
}

function shownPair(recorded: string | undefined, asked: string | undefined): [string, string] {
  const [from, to] = [plain(recorded), plain(asked)];
  return from !== undefined && to !== undefined
    ? [from, to]
    : printedPair(recorded ?? 'absent', asked ?? 'absent');
}

function plain(text: string | undefined): string | undefined {
  if (text === undefined) return 'absent';
  if (text === '') return '""';
  return text.length > LONGEST_PLAIN || /[\0-\x1f]/.test(text) ? undefined : text;
}
