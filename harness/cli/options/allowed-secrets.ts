import { usageError } from './options.ts';
import { isRepeatable } from './repeatable-text.ts';
import { takeRepeated } from './repeated-option.ts';

/** The option as `--help` shows it. */
export const ALLOW_SECRET_HELP = `\
  --allow-secret PLACE=REASON
                        records what looks like a secret at a place, as the refusal names it; the
                        file keeps the reason. * in PLACE stands for any number`;

/** A command line without its `--allow-secret`, which may stand there several times. */
export interface AllowedSecrets {
  /** Reasons by place. */
  readonly allowed: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/**
 * Takes `--allow-secret PLACE=REASON` out of the arguments of a command.
 *
 * @throws HarnessError `usage` for one without a reason.
 */
export function takeAllowedSecrets(args: readonly string[]): AllowedSecrets {
  const { values, others } = takeRepeated(args, OPTION);
  return { allowed: new Map(values.map(placeAndReason)), others };
}

const OPTION = '--allow-secret';

function placeAndReason(value: string): [place: string, reason: string] {
  const [, place, reason] = /^([^=]+)=(.*\S.*)$/s.exec(value) ?? [];
  if (place !== undefined && reason !== undefined) return [place.trim(), reason.trim()];
  // The value is not repeated, because it may be the secret itself.
  throw usageError(`${OPTION} takes PLACE=REASON, and here is no reason`);
}

/** What is said of allowances for places at which nothing was found, one line for each. */
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

// What is not a place may be the secret itself.
function complaint(place: string, reason: string, number: number): string {
  if (isPlace(place)) return `'${place}': nothing was found there`;
  return isRepeatable(`${place}=${reason}`)
    ? `'${place}=${reason}': ${JSON.stringify(place)} is not a place`
    : `number ${number}: what is before the = is not a place`;
}

function isPlace(text: string): boolean {
  return /^(?:step [\d*]+|world|name|origin|app|allow-secrets #[\d*]+)(?:,|$)/.test(text);
}
