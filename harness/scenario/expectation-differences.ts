import type { Expectation, ExpectedState } from '../cassette/cassette-file.ts';
import type { Pattern } from '../cassette/pattern.ts';
import { failureCause } from '../compare/failure-cause.ts';
import { responseDifference } from '../compare/response-difference.ts';
import { type StateDifference, stateDifferences } from '../compare/state-difference.ts';
import { HarnessError } from '../errors.ts';
import { type JsonValue, parseJson } from '../json/json-text.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import type { Difference } from '../tool-call/verdict.ts';
import { hasExpression, patternMismatch, patternMismatches } from './match-pattern.ts';
import { OUT_OF_TIME, withinTime } from './within-time.ts';

/** The results of a call that a scenario can check. */
export interface CallEffect {
  readonly response: HttpResponse;
  readonly state: StoreSnapshot;
}

type Found = Omit<Difference, 'step' | 'line'>;

/** How a call differs from its scenario's expectations. */
export interface ExpectationDifferences {
  /** Whether only the spelling of JSON differs. */
  readonly cosmetic: boolean;
  readonly differences: readonly Found[];
}

/** How long the regular expressions of one expectation may search. */
const MOST_MILLISECONDS = 5_000;

/**
 * How a call differs from its scenario's expectations.
 *
 * @param file the scenario, as the user named it
 * @throws HarnessError `cassette-invalid` when its regular expressions search for too long; how
 * long that is depends on the machine, so it is never a difference.
 */
export function expectationDifferences(
  expected: Expectation,
  effect: CallEffect,
  file?: string,
): ExpectationDifferences {
  if (!patternsOf(expected).some(hasExpression)) return differencesOf(expected, effect);
  const found = withinTime(MOST_MILLISECONDS, () => differencesOf(expected, effect));
  if (found !== OUT_OF_TIME) return found;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem:
      'Failed to compare the call with what is expected: a $matches takes longer than ' +
      `${MOST_MILLISECONDS / 1000} s to search the text`,
    next: 'Write its expression without a repetition in a repetition: ^a+$ instead of ^(a+)+$.',
    file,
    line: expected.line,
  });
}

function patternsOf({ body, state }: Expectation): Pattern[] {
  const values = [...(state?.values() ?? [])].flatMap((keys) => [...keys.values()]);
  const ofState = values.flatMap((value) =>
    value === null || value instanceof Uint8Array ? [] : [value],
  );
  return body === undefined ? ofState : [body, ...ofState];
}

function differencesOf(
  expected: Expectation,
  { response, state }: CallEffect,
): ExpectationDifferences {
  const whole = expected.response && responseDifference(expected.response, response);
  const found: Found[] = [];
  if (whole !== undefined) {
    const { cosmetic: _, ...what } = whole;
    found.push({ reason: 'changed-result', ...what });
  }
  for (const part of partDifferences(expected, response)) {
    found.push({ reason: 'changed-result', ...part, ...failureCause(part.where, response) });
  }
  if (expected.state !== undefined) {
    const changes = expectedChanges(expected.state, state);
    for (const difference of changes) found.push({ reason: 'changed-state', ...difference });
  }
  return { cosmetic: found.length === 1 && whole?.cosmetic === true, differences: found };
}

/** More differences of one answer do not help, and an answer may have a million places. */
const MOST_MISMATCHES = 100;

type PartDifference = Omit<Found, 'reason'>;

function partDifferences({ status, body }: Expectation, response: HttpResponse): PartDifference[] {
  const found: PartDifference[] = [];
  if (status !== undefined && status !== response.status) {
    const [recorded, actual] = [String(status), String(response.status)];
    found.push({ where: { in: 'response', path: 'status' }, recorded, actual });
  }
  if (body === undefined) return found;
  const value = jsonOf(response.body);
  if (value === undefined) {
    const where = { in: 'response', path: 'body' } as const;
    return [...found, { where, recorded: 'JSON', actual: 'no JSON' }];
  }
  for (const { path, expected, actual } of patternMismatches(body, value)) {
    found.push({ where: { in: 'response', path: `body${path}` }, recorded: expected, actual });
    if (found.length === MOST_MISMATCHES) break;
  }
  return found;
}

// Changes that fit a pattern count as expected; others are reported separately.
function expectedChanges(expected: ExpectedState, actual: StoreSnapshot): StateDifference[] {
  const misfits: StateDifference[] = [];
  const reported = new Map<string, ReadonlyMap<string, Uint8Array | null>>();
  for (const [store, values] of expected) {
    const settled = new Map<string, Uint8Array | null>();
    for (const [key, value] of values) {
      if (value === null || value instanceof Uint8Array) {
        settled.set(key, value);
        continue;
      }
      const found = actual.get(store)?.get(key);
      const text = found instanceof Uint8Array ? decodeUtf8(found) : undefined;
      const mismatch = patternMismatch(value, text);
      if (found !== undefined) settled.set(key, found);
      if (mismatch === undefined) continue;
      misfits.push({
        where: { in: 'state', store, key, path: mismatch.path },
        recorded: mismatch.expected,
        actual: found === undefined ? 'unchanged' : found === null ? 'deleted' : mismatch.actual,
      });
    }
    reported.set(store, settled);
  }
  return [...misfits, ...stateDifferences(reported, actual)];
}

function jsonOf(body: Uint8Array): JsonValue | undefined {
  const text = decodeUtf8(body);
  try {
    return text === undefined ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}
