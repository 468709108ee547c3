import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { ASSIGNMENT } from '../../harness/record/secret-scan/assignment-finds.ts';
import { ESCAPES } from '../../harness/record/secret-scan/reading/escapes.ts';
import { TOKEN_SHAPES } from '../../harness/record/secret-scan/shapes/token-shapes.ts';
import { parseSource, readTextFiles } from '../house-rules/source-tree.ts';
import { type Expression, expressionsOf } from './expressions.ts';

type Recheck = typeof import('recheck');

let recheck: Recheck;

beforeAll(() => {
  // The checker that is compiled to JavaScript runs everywhere.
  process.env['RECHECK_BACKEND'] = 'pure';
  recheck = createRequire(import.meta.url)('recheck') as Recheck;
});

// Automata prove it; the limits are those at which the proof gives up.
const PROOF = {
  checker: 'automaton',
  timeout: 240_000,
  maxNFASize: 100_000,
  maxPatternSize: 10_000,
  maxRepeatSize: 10_000,
} as const;

/** Expressions that take more than linear time, or are not proven to be linear. */
function slow({ source, flags }: Expression): string[] {
  const found = recheck.checkSync(source, flags, PROOF);
  if (found.status === 'safe') return [];
  const summary = found.status === 'vulnerable' ? found.complexity.summary : found.status;
  return [`/${source}/${flags}: ${summary}`];
}

const sources = readTextFiles()
  .filter(({ path }) =>
    /^harness\/(?:host\/manifest|record|world\/secrets|service|dataset\/rows)\//.test(path),
  )
  .filter(({ path }) => /\.ts$/.test(path) && !/\.(?:test|fixture)\.ts$/.test(path))
  .map(parseSource);

describe('expressions for untrusted text take linear time', () => {
  it.each(sources.map((file) => [file.path, file] as const))(
    '%s',
    (_, file) => {
      expect(expressionsOf(file).flatMap(slow)).toEqual([]);
    },
    120_000,
  );

  it('those that the scanner makes of others', () => {
    const made = TOKEN_SHAPES.flatMap(({ pattern, more }) => [pattern, more ?? pattern]);
    expect([...made, ASSIGNMENT, ESCAPES.pattern].flatMap(slow)).toEqual([]);
  });
});

it('the check finds expressions that are not linear, and those that are not literals', () => {
  expect(slow({ source: 'eyJ[\\w-]{8,}\\.', flags: 'g' })).toEqual([
    '/eyJ[\\w-]{8,}\\./g: 2nd degree polynomial',
  ]);
  expect(slow({ source: '(?:a|a)*b', flags: '' }).length).toBe(1);
  const file = parseSource({ path: 'a.ts', text: "f(/a+/g, new RegExp('b', 'u'), RegExp(c))" });
  expect(expressionsOf(file)).toEqual([
    { source: 'a+', flags: 'g' },
    { source: 'b', flags: 'u' },
  ]);
});
