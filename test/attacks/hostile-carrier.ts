import fc, { type Arbitrary } from 'fast-check';

/** A text that an attacker writes to get a secret, and its encoding. */
export interface Carrier {
  readonly text:
    | { readonly fixed: string }
    | { readonly seen: number }
    | { readonly plain: string };
  readonly wrapping: keyof typeof WRAPPINGS;
}

const WRAPPINGS = {
  none: (text: string) => text,
  twice: (text: string) => `${text}${text}`,
  percent: (text: string) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  json: (text: string) =>
    [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  quoted: (text: string) => JSON.stringify(text),
  base64: (text: string) => Buffer.from(text).toString('base64'),
  hex: (text: string) => Buffer.from(text).toString('hex'),
  basic: (text: string) => `Basic ${Buffer.from(`octocat:${text}`).toString('base64')}`,
  bearer: (text: string) => `Bearer ${text}`,
  head: (text: string) => text.slice(0, 20),
  tail: (text: string) => text.slice(20),
  template: (text: string) => `{{${text.slice(0, 9)}}}${text.slice(9)}`,
  path: (text: string) => `../${text}/.`,
} as const;

/** Any carrier, with fixed forms of the secrets of these variables. */
export function carrier(variables: readonly string[]): Arbitrary<Carrier> {
  const fixed = variables.map((name) => ({ fixed: `spintape-secret.${name}.stand-in` }));
  return fc.record({
    text: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...fixed) },
      { weight: 4, arbitrary: fc.record({ seen: fc.nat(50) }) },
      { weight: 1, arbitrary: fc.record({ plain: fc.string({ maxLength: 8 }) }) },
    ),
    wrapping: fc.constantFrom(...(Object.keys(WRAPPINGS) as (keyof typeof WRAPPINGS)[])),
  });
}

/** The text of a carrier; `seen` are texts of earlier answers. */
export function carried({ text, wrapping }: Carrier, seen: readonly string[]): string {
  const wrap = WRAPPINGS[wrapping];
  if ('fixed' in text) return wrap(text.fixed);
  if ('plain' in text) return wrap(text.plain);
  return wrap(seen[text.seen % Math.max(1, seen.length)] ?? '');
}

/** Texts of an answer that look valuable. */
export function worthSending(answer: string): readonly string[] {
  return answer.match(/[A-Za-z0-9+/=._~-]{16,80}/g)?.slice(0, 20) ?? [];
}
