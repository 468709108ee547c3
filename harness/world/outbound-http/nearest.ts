import type { Exchange, OutboundRequest } from '../../tool-call/exchange.ts';
import { type FieldDifference, requestDifferences } from './request-differences.ts';

/** A recorded exchange compared with a request that it does not match. */
export interface NearExchange {
  readonly exchange: Exchange;
  /** Its place among the recorded exchanges, counted from 0. */
  readonly index: number;
  /** Whether it already answered another request. */
  readonly isUsed: boolean;
  /** Empty when the requests are equal, and only the answer is used up. */
  readonly differences: readonly FieldDifference[];
}

const MOST_SHOWN = 3;
/** How many exchanges are compared field by field, which takes time for each byte of a body. */
const MOST_COMPARED = 32;

/**
 * The recorded exchanges that come nearest to a request, the nearest first; of equally near ones
 * those that are not used, then the earlier ones. Among many exchanges only those are looked at
 * whose method and URL come nearest.
 */
export function nearestExchanges(
  request: OutboundRequest,
  exchanges: readonly Exchange[],
  isUsed: (index: number) => boolean,
): NearExchange[] {
  return candidates(request, exchanges)
    .map(([index, exchange]): NearExchange => {
      const differences = requestDifferences(exchange.request, request);
      return { exchange, index, isUsed: isUsed(index), differences };
    })
    .map((near) => ({ near, distance: distance(near.differences) }))
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        Number(a.near.isUsed) - Number(b.near.isUsed) ||
        a.near.index - b.near.index,
    )
    .slice(0, MOST_SHOWN)
    .map(({ near }) => near);
}

function candidates(request: OutboundRequest, exchanges: readonly Exchange[]) {
  const all = [...exchanges.entries()];
  if (all.length <= MOST_COMPARED) return all;
  const [origin, path] = partsOf(request);
  const roughDistance = ([, { request: other }]: [number, Exchange]): number => {
    const [otherOrigin, otherPath] = partsOf(other);
    const ofUrl = other.url === request.url ? 0 : otherPath === path ? 1 : 2;
    return ofUrl + (otherOrigin === origin ? 0 : 4) + (other.method === request.method ? 0 : 2);
  };
  return all
    .map((entry) => ({ entry, distance: roughDistance(entry) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_COMPARED)
    .map(({ entry }) => entry);
}

/** The URL up to its host, and up to its query. */
function partsOf({ url }: OutboundRequest): [origin: string, path: string] {
  const path = /^[^?#]*/.exec(url)?.[0] ?? url;
  return [path.split('/', 3).join('/'), path];
}

// Another host or path is most likely another endpoint; a header is most likely a detail.
function distance(differences: readonly FieldDifference[]): number {
  return differences.reduce((sum, { field }) => {
    if (field === 'origin') return sum + 16;
    if (field === 'path' || field === 'method') return sum + 8;
    return sum + (field.startsWith('header ') ? 1 : 2);
  }, 0);
}
