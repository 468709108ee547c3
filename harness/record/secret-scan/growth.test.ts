import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { bodyFinds } from './body-finds.ts';
import { secretSearch } from './shapes/shape-finds.ts';

const file = new URL('../../../benchmarks/secret-scan/hostile-patterns.json', import.meta.url);
const patterns = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>);

/** The work of a scan: characters that readings hold, and expressions that were tried. */
function workOf(pattern: string, length: number): number {
  const bytes = Buffer.from(pattern.repeat(length / pattern.length), 'latin1');
  const search = secretSearch();
  const exec = vi.spyOn(RegExp.prototype, 'exec');
  const test = vi.spyOn(RegExp.prototype, 'test');
  const parse = vi.spyOn(JSON, 'parse');
  try {
    bodyFinds({ bytes, place: 'body' }, search);
    const tried = exec.mock.calls.length + test.mock.calls.length + parse.mock.calls.length;
    return search.budget.spent + tried;
  } finally {
    vi.restoreAllMocks();
  }
}

describe('twice the text is twice the work, whatever it repeats', () => {
  it.each(patterns)('%s', (_, pattern) => {
    const [once, twice] = [workOf(pattern, 30_000), workOf(pattern, 60_000)];
    expect(twice / once).toBeLessThan(2.2);
  });
});
