import type { CassetteEntry, CassetteFile } from '../../cassette/cassette-file.ts';
import { HarnessError } from '../../errors.ts';
import { sameRequest } from '../../scenario/recorded-exchanges.ts';
import { unexpected } from '../../scenario/unexpected.ts';
import type { Exchange, ExchangeOutcome } from '../../tool-call/exchange.ts';

/** Two recordings of one scenario, and where they are. */
export interface Recordings {
  readonly scenario: CassetteFile;
  readonly older: CassetteFile;
  readonly newer: CassetteFile;
  /** The scenario, as the user named it. */
  readonly file: string;
  /** Where the older recording is. */
  readonly target: string;
}

/**
 * Refuses a new recording in which a request failed that an older recording has an answer to, by
 * the network or for want of credentials: most often nothing but the upstream or the token was
 * missing that day. What a scenario writes down, or expects of the new recording and not of the
 * older one, is not such a failure.
 *
 * @throws HarnessError `answer-lost`.
 */
export function refuseLostAnswers({ scenario, older, newer, file, target }: Recordings): void {
  const isExpected = expectedIn(scenario, newer, file);
  const wasExpected = expectedIn(scenario, older, file);
  const lost = newer.entries.flatMap((entry, index) => {
    const before = olderEntry(entry, index, older.entries);
    if (before === -1 || scenario.entries[index]?.exchanges.length !== 0) return [];
    if (isExpected(index) && !wasExpected(before)) return [];
    return lostOf(entry, older.entries[before]).map((text) => ({ index, text }));
  });
  const [first] = lost;
  if (first === undefined) return;
  const others = lost.length === 1 ? '' : `; so have ${lost.length - 1} more requests`;
  throw new HarnessError({
    code: 'answer-lost',
    problem:
      `Failed to record the call: ${first.text}, and has an answer in the older ` +
      `recording${others}`,
    next:
      `${target} is as it was. Record again when the upstream answers, ` +
      'or delete the cassette to record it nonetheless.',
    file,
    line: scenario.entries[first.index]?.line,
  });
}

/** Whether a call has an expectation and is as it says. */
function expectedIn(
  scenario: CassetteFile,
  cassette: CassetteFile,
  file: string,
): (index: number) => boolean {
  const unmet = new Set(unexpected(scenario, cassette, file).map(({ step }) => step - 1));
  return (index) => scenario.entries[index]?.expect !== undefined && !unmet.has(index);
}

// The call in the same place, or, where the scenario has changed, the first that is like it.
function olderEntry(
  { request }: CassetteEntry,
  index: number,
  older: readonly CassetteEntry[],
): number {
  const there = older[index];
  if (there !== undefined && sameRequest(there.request, request)) return index;
  return older.findIndex((entry) => sameRequest(entry.request, request));
}

function lostOf({ exchanges }: CassetteEntry, older: CassetteEntry | undefined): string[] {
  const left = [...(older?.exchanges ?? [])];
  return exchanges.flatMap((exchange, index) => {
    const before = takeLike(exchange, left) ?? older?.exchanges[index];
    const failure = failureOf(exchange.outcome);
    if (failure === undefined || before === undefined) return [];
    const { method, url } = exchange.request;
    return failureOf(before.outcome) === undefined
      ? [`${method} ${url} ended with ${failure}`]
      : [];
  });
}

function takeLike({ request }: Exchange, left: Exchange[]): Exchange | undefined {
  const at = left.findIndex(
    (one) => one.request.method === request.method && one.request.url === request.url,
  );
  return at === -1 ? undefined : left.splice(at, 1)[0];
}

function failureOf(outcome: ExchangeOutcome): string | undefined {
  if (outcome.kind === 'error') return outcome.code;
  if (outcome.kind === 'lost-to-timer') return 'no answer in time';
  if (outcome.cut !== undefined) return outcome.brokenBy ?? 'connection-terminated';
  const { status } = outcome.response;
  return status === 401 || status === 407 ? `status ${status}` : undefined;
}
