import { placeholder } from './fixed-placeholder.ts';

/** The minimal length of a secret; a shorter text would occur in ordinary words. */
const SHORTEST_SECRET = 8;

/**
 * Why a value cannot be swapped reliably with its placeholder, or undefined if it can: it is short,
 * it is part of a placeholder, or it contains one.
 *
 * @param variables the names of all variables, each of which may have a placeholder
 */
export function unusableSecret(value: string, variables: readonly string[]): string | undefined {
  if (value.length < SHORTEST_SECRET) {
    const fault = `has fewer than ${SHORTEST_SECRET} characters`;
    return `its value ${fault} and cannot be distinguished from ordinary text`;
  }
  if (/\p{Surrogate}/u.test(value)) return 'its value is not well-formed Unicode';
  const meets = variables
    .map(placeholder)
    .some((text) => text.includes(value) || value.includes(text));
  return meets
    ? 'its value is part of the placeholders that Spintape puts in place of secrets'
    : undefined;
}
