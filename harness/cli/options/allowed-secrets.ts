import { isRepeatable } from './repeatable-text.ts';
import { usageError } from './usage-error.ts';

/**
 * The reasons of `--allow-secret PLACE=REASON`, by place.
 *
 * @throws HarnessError `usage` for one without a reason.
 */
export function allowedSecrets(values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(values.map(placeAndReason));
}

const OPTION = '--allow-secret';

function placeAndReason(value: string): [place: string, reason: string] {
  const [, place, reason] = /^([^=]+)=(.*\S.*)$/s.exec(value) ?? [];
  if (place !== undefined && reason !== undefined) return [place.trim(), reason.trim()];
  // The value is not repeated, because it may be the secret itself.
  throw usageError(`${OPTION} takes PLACE=REASON, and the reason is missing`);
}

/** Warnings about allowances for places at which nothing was found, one line for each. */
export function unusedAllowances(
  allowed: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
): string[] {
  return [...allowed].flatMap(([place, reason], index) => {
    if (used.has(place)) return [];
    return [`warning: ${OPTION} ${complaint(place, reason, index + 1)}. ${COPY_PLACE}`];
  });
}

const COPY_PLACE = 'Copy the place from the message that refused the call.';

// A text that is not a place may be the secret itself.
function complaint(place: string, reason: string, number: number): string {
  if (isPlace(place)) return `'${place}': nothing was found there`;
  return isRepeatable(`${place}=${reason}`)
    ? `'${place}=${reason}': ${JSON.stringify(place)} is not a place`
    : `number ${number}: what is before the = is not a place`;
}

function isPlace(text: string): boolean {
  return /^(?:step [\d*]+|world|name|origin|app|allow-secrets #[\d*]+)(?:,|$)/.test(text);
}
