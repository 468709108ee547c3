import { describe, expect, it } from 'vitest';
import { readTextFiles } from './source-tree.ts';

const texts = new Map(readTextFiles().map(({ path, text }) => [path, text]));
const security = texts.get('SECURITY.md') ?? '';
const guarantees = texts.get('docs/guarantees.md') ?? '';

/** The rows of all tables, without their heads, as cells. */
function rowsOf(text: string): string[][] {
  const lines = text.split('\n').map((line) => line.split('|').slice(1, -1));
  const isRule = (cells: readonly string[] = []) =>
    cells.length > 0 && cells.every((cell) => /^ -+ $/.test(cell));
  return lines.filter(
    (cells, index) => cells.length > 0 && !isRule(cells) && !isRule(lines[index + 1]),
  );
}

function linksOf(text = ''): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link.replace(/^\.\.\//, ''));
}

describe('SECURITY.md', () => {
  it('names an attack for each promise', () => {
    const rows = rowsOf(security);
    expect(rows.length).toBeGreaterThan(10);
    for (const [promise = '', attacks] of rows) {
      const links = linksOf(attacks);
      const missing = links.filter(
        (link) => !/^test\/attacks\/.*\.test\.ts$/.test(link) || !texts.has(link),
      );
      expect({ promise, isAttacked: links.length > 0, missing }).toEqual({
        promise,
        isAttacked: true,
        missing: [],
      });
    }
  });

  it('names each attack that there is', () => {
    const attacks = [...texts.keys()].filter((path) => /^test\/attacks\/.*\.test\.ts$/.test(path));
    const named = new Set(linksOf(security));
    expect(attacks.filter((path) => !named.has(path))).toEqual([]);
  });
});

describe('docs/guarantees.md', () => {
  const [, ...sections] = guarantees.split(/^## /m);

  it.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
    '%s: has a promise, its assumptions, and tests that exist and would refute it',
    (_, section) => {
      expect(section).toMatch(/^.+\n\n\*\*[^*]+\*\*[\s\S]*\n\nIt rests on:\n\n- /);
      const rows = rowsOf(section);
      expect(rows.length).toBeGreaterThan(0);
      const tests = rows.map(([test]) => linksOf(test));
      expect(tests.filter((links) => links.length === 0)).toEqual([]);
      expect(tests.flat().filter((link) => !/\.test\.ts$/.test(link) || !texts.has(link))).toEqual(
        [],
      );
    },
  );

  it('has six sections', () => {
    expect(sections).toHaveLength(6);
  });
});

it.each([
  ['SECURITY.md', security],
  ['docs/guarantees.md', guarantees],
])('%s has at most 1,500 words', (_, text) => {
  expect(text.split(/\s+/).length).toBeLessThanOrEqual(1500);
});
