import { expect, it } from 'vitest';
import { focusedTestBreaches, leftoverBreaches } from './leftovers.ts';
import { linesOf, snippet } from './snippet.fixture.ts';

const found = (text: string, path = 'docs/a.md') => linesOf(leftoverBreaches({ path, text }));

it('finds notes of work to do', () => {
  expect(found('// TODO: later\nfine\n# FIXME\n')).toEqual([1, 3]);
  expect(found('const todoList = [];\n')).toEqual([]);
});

it('finds paths of one machine', () => {
  expect(found(`see /work/x/a\n"/home/me/x"\n'/${'root'}/x'\n/Users/me\n`)).toEqual([1, 2, 3, 4]);
  expect(
    found(`https://x.org/home/a\n./home/a\ndocs/work/a\n{base}/${'root'}/a\n/homes/a\n`),
  ).toEqual([]);
});

it('finds package registries', () => {
  expect(
    found(
      `https://${['registry', 'npmjs', 'org'].join('.')}/yaml\n"resolved": "https://x.org/y.tgz"\n`,
    ),
  ).toEqual([1, 2]);
  expect(found('the registry of npm\n"resolved": "node_modules/a"\n')).toEqual([]);
});

it('finds tests that keep tests from running', () => {
  const text = `it('runs', () => {});
it.only('alone', () => {});
describe.skip('never', () => {});
it.each([1]).only('alone', () => {});
it.todo('later');
it.skipIf(noNetwork)('on some machines', () => {});
list.only;
`;
  expect(linesOf(focusedTestBreaches(snippet('harness/a.test.ts', text)))).toEqual([2, 3, 4, 5]);
});
