import { expect, it } from 'vitest';
import { bannedCallViolations } from './banned-calls.ts';
import { snippet } from './snippet.fixture.ts';

const messages = (path: string, text: string) =>
  bannedCallViolations(snippet(path, text)).map(({ message }) => message);

it.each([
  ['Date.now()', 'the real time'],
  ['new Date()', 'the real time'],
  ['new Date', 'the real time'],
  ['Date()', 'the real time'],
  ['const now = Date.now', 'the real time'],
  ['performance.now()', 'performance.now'],
  ['Math.random()', 'Math.random'],
  ['randomUUID()', 'randomUUID or randomBytes'],
  ["fetch('http://x')", 'fetch'],
  ["globalThis.fetch('http://x')", 'fetch'],
  ["process.env['HOME']", 'process.env'],
  ["process['env']", 'process.env'],
  ['process.exit(1)', 'process.exit'],
  ["console.log('x')", 'console'],
  ['a.localeCompare(b)', 'the locale or time zone of the machine'],
  ['new Intl.NumberFormat()', 'the locale or time zone of the machine'],
  ['date.getHours()', 'the locale or time zone of the machine'],
])('refuses %s', (text, name) => {
  const found = messages('harness/replay/a.ts', `${text};\n`);
  expect(found.map((message) => message.split('. ')[0])).toEqual([`uses ${name}`]);
});

it.each([
  'new Date(0).toISOString()',
  'Date.UTC(2026, 0)',
  'platform.fetch(request)',
  'const date: Date = at',
  'process.exitCode = 1',
  'Math.round(1.5)',
])('accepts %s', (text) => {
  expect(messages('harness/replay/a.ts', `${text};\n`)).toEqual([]);
});

it('lets the real world in where it is meant to come in, and in tests', () => {
  expect(messages('harness/cli/terminal.ts', 'Date.now(); process.env;\n')).toEqual([]);
  expect(messages('spin-app/protocol/spin-entry.ts', 'Date.now(); fetch(url);\n')).toEqual([]);
  expect(messages('harness/world/a.test.ts', 'Date.now();\n')).toEqual([]);
  expect(messages('harness/cli/terminal.ts', 'process.exit(1);\n')).toHaveLength(1);
});

it('says what to do instead', () => {
  expect(messages('harness/replay/a.ts', 'Math.random();\n')).toEqual([
    'uses Math.random. Take randomness from a RandomStream with a seed.',
  ]);
});
