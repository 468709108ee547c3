import { describe, expect, it } from 'vitest';
import { runFiles } from './run-files.fixture.ts';

const LIST = 'call: {component: vfs, session: s-1, tool: list_files, args: {}}';
const EXPECTED = `${LIST}\nexpect: {partial: {success: true}}`;

const scenario = (...calls: readonly string[]) =>
  `spintape: 1\nname: a\n${calls.map((call) => `---\n${call}\n`).join('')}`;

const files = {
  'scenarios/a.yaml': scenario(LIST, EXPECTED, LIST),
  'scenarios/b.yaml': scenario(LIST),
  'scenarios/c.yaml': scenario(EXPECTED),
};

describe('calls that expect nothing', () => {
  it('are counted in the last line', async () => {
    const { code, stdout } = await runFiles(files);
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      0,
      '3 same; 5 calls, 3 of which expect nothing',
    ]);
  });

  it('are counted in the document, if there are some', async () => {
    const all = await runFiles(files, '--json');
    expect(JSON.parse(all.stdout).summary).toMatchObject({ calls: 5, expectNothing: 3 });
    const one = await runFiles(files, 'scenarios/c.yaml', '--json');
    expect(JSON.parse(one.stdout).summary).not.toHaveProperty('expectNothing');
  });
});
