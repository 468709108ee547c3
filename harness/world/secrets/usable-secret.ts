import { placeholder } from './fixed-placeholder.ts';

/** The shortest secret that is taken for one; a shorter text would be found in ordinary words. */
const SHORTEST_SECRET = 8;

/**
 * Why a value cannot be swapped with its placeholder and back without doubt, or undefined when it
 * can: it is short, it is part of a placeholder, or it holds one.
 *
 * @param variables the names of all variables, each of which may have a placeholder
 */
export function unusableSecret(value: string, variables: readonly string[]): string | undefined {
  if (value.length < SHORTEST_SECRET) {
    const fault = `has fewer than ${SHORTEST_SECRET} characters`;
    return `its value ${fault} and cannot be told from ordinary text`;
  }
  if (/\p{Surrogate}/u.test(value)) return 'its value is not well-formed Unicode';
  const meets = variables
    .map(placeholder)
    .some((text) => text.includes(value) || value.includes(text));
  return meets
    ? 'its value is part of the placeholders that Spintape puts in place of secrets'
    : undefined;
}
