import { expect, it } from 'vitest';
import { languageViolations } from './language.ts';
import { snippet } from './snippet.fixture.ts';

const messages = (text: string, path = 'harness/a.ts') =>
  languageViolations(snippet(path, text)).map(({ message }) => message.split('. ')[0]);

it.each([
  ['export default 1;', 'has a default export'],
  ['export default function f() {}', 'has a default export'],
  ['const a = 1; export { a as default };', 'has a default export'],
  ['enum Colour { Red }', 'declares an enum'],
  ['const a: any = 1;', 'uses any'],
  ['f(a as any);', 'uses any'],
  ['a!.b();', 'asserts with ! that a value is there'],
  ['namespace A {}', 'declares a namespace'],
  ['class A { constructor(readonly b: string) {} }', 'declares a field in a parameter'],
])('refuses %s', (text, message) => {
  expect(messages(text)).toEqual([message]);
});

it('accepts what looks like them', () => {
  const text = `export const any = 'any';
type Colour = 'red';
const b = a ?? !a;
class A { readonly b: string; constructor(b: string) { this.b = b; } }
`;
  expect(messages(text)).toEqual([]);
  expect(messages('export default {};', 'vitest.config.ts')).toEqual([]);
  expect(messages('declare namespace A {}', 'harness/a.d.ts')).toEqual([]);
});
