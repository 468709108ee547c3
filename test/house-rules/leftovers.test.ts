import { expect, it } from 'vitest';
import { focusedTestViolations, leftoverViolations } from './leftovers.ts';
import { linesOf, snippet } from './snippet.fixture.ts';

const found = (text: string, path = 'docs/a.md') => linesOf(leftoverViolations({ path, text }));
/** An absolute path, assembled so that this file does not contain it. */
const absolute = (...names: readonly string[]) => `/${names.join('/')}`;

it('finds notes of work to do', () => {
  expect(found('// TODO: later\nfine\n# FIXME\n')).toEqual([1, 3]);
  expect(found('const todoList = [];\n')).toEqual([]);
});

it('finds paths of one machine', () => {
  const [work, home, root, users] = ['work', 'home', 'root', 'Users'].map((name) =>
    absolute(name, 'me', 'x'),
  );
  expect(found(`see ${work}\n"${home}"\n'${root}'\n${users}\n`)).toEqual([1, 2, 3, 4]);
  const others = [`https://x.org${home}`, `.${home}`, `docs${work}`, `{base}${root}`];
  expect(found([...others, absolute('homes', 'a')].join('\n'))).toEqual([]);
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
  expect(linesOf(focusedTestViolations(snippet('harness/a.test.ts', text)))).toEqual([2, 3, 4, 5]);
});
