import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseCassette } from '../parse-cassette.ts';
import { printCassette } from '../print-cassette.ts';

const page = readFileSync(new URL('../../../docs/cassette-format.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text);

it('finds the examples of docs/cassette-format.md', () => {
  expect(examples.length).toBe(5);
});

it.each(examples)('reads and prints again the example\n%s', (text) => {
  const file = parseCassette(text, 'docs/cassette-format.md');
  const printed = printCassette(file, '');
  expect(printCassette(parseCassette(printed, 'printed'), '')).toBe(printed);
  expect(file.entries.length).toBeGreaterThan(0);
});

it('shows the cassette in the form in which it is written', () => {
  const [, cassette = ''] = examples;
  const printed = printCassette(parseCassette(cassette, 'docs/cassette-format.md'), '');
  expect(printed.slice(printed.indexOf('\n') + 1)).toBe(cassette);
});
