import { isDocumented } from './documented-examples.ts';

/** Shorter values do not count as random. */
const SHORTEST = 12;
/** The minimal information in a value, in bits, estimated from the frequency of its characters. */
const LEAST_BITS = 40;
/** The least share of neighbours that are of two kinds (capital, small letter, digit). */
const LEAST_CHANGES = 0.15;

const PLACEHOLDER = new RegExp(
  [
    'x{4}|\\*{3}|\\.{3}|<|>|\\{\\{|\\$\\{|\\$\\(',
    'example|placeholder|change[-_]?me|redacted|dummy|your[-_]',
    '1234567890|0123456789|abcdefghij',
  ].join('|'),
  'i',
);

/** Whether a value only marks the place of a secret. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value) || new Set(value.slice(-12)).size <= 3 || isDocumented(value);
}

/**
 * Whether the value of a sensitive name looks machine-generated: one word that mixes letters and
 * digits. Names, paths, versions and times are not.
 */
export function looksRandom(value: string): boolean {
  if (value.length < SHORTEST || value.length > 4096 || !/^[!-~]+$/.test(value)) return false;
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || isPlaceholder(value)) return false;
  return value.length * entropy(value) >= LEAST_BITS && changes(value) >= LEAST_CHANGES;
}

/** Shannon entropy in bits a character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

function changes(value: string): number {
  const kinds = value
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/[a-z]/g, 'a')
    .replace(/[A-Z]/g, 'A')
    .replace(/[0-9]/g, '0');
  let count = 0;
  for (let index = 1; index < kinds.length; index += 1) {
    if (kinds[index] !== kinds[index - 1]) count += 1;
  }
  return count / kinds.length;
}
