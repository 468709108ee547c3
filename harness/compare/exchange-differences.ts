import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import type { Difference } from '../tool-call/verdict.ts';
import type { UnmatchedRequest } from '../world/outbound-http/recorded.ts';
import { requestDifferences } from '../world/outbound-http/request-differences.ts';
import type { CallPlace } from './call-place.ts';
import { printedPair } from './printed-value.ts';

/** Where a call stands, and what it is compared with. */
export interface ExchangeCircumstances {
  readonly place: CallPlace;
  /** Origins of hosts that are no news. */
  readonly known: { readonly hosts: ReadonlySet<string> };
  /** What is said of a request that is not among those compared with. */
  readonly unknown?: string | undefined;
}

/** How the requests of a call differ from those that it was to send. */
export interface ExchangeMismatch {
  /** Requests that were sent and are not among them. */
  readonly unmatched: readonly UnmatchedRequest[];
  /** Those that were never sent. */
  readonly unused: readonly Exchange[];
}

/** Scheme, host and port of a request. */
export function originOf({ url }: OutboundRequest): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

/**
 * Requests that are not in the recording, each with the nearest that are; where there are none,
 * recorded ones that were never sent. A request that is refused often ends the call, so that what
 * is not sent after it says nothing.
 */
export function exchangeDifferences(
  { unmatched, unused }: ExchangeMismatch,
  { place, known, unknown = 'not in the recording' }: ExchangeCircumstances,
): Difference[] {
  let replaceable = unused.length;
  const differences = unmatched.map(({ request, nearest }): Difference => {
    const isNewHost = !known.hosts.has(originOf(request));
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
/** Beyond so many, fields are only named; beyond many more, counted. */
const MOST_FIELDS = 5;
const MOST_NAMES = 40;

/** A recorded exchange that comes near to a request, and in what they differ. */
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
