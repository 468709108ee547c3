import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';

/**
 * The exchanges of a scenario's call in its recording; none if the scenario has exchanges of its
 * own, or the call has changed.
 *
 * @param index the calls before it
 */
export function recordedExchanges(
  { request, exchanges }: CassetteEntry,
  index: number,
  recorded: CassetteFile | undefined,
): readonly Exchange[] {
  const entry = recorded?.entries[index];
  if (exchanges.length > 0 || entry === undefined) return [];
  return sameRequest(entry.request, request) ? entry.exchanges : [];
}

/** Whether two requests ask the same of the app. */
export function sameRequest(one: HttpRequest, other: HttpRequest): boolean {
  const isSameBody = Buffer.compare(one.body, other.body) === 0;
  return one.method === other.method && one.path === other.path && isSameBody;
}
