import { describe, expect, it } from 'vitest';
import { runFiles } from './run-files.fixture.ts';

const WRITE =
  'call: {component: vfs, session: s-1, tool: write_file, args: {file_path: a.txt, content: x}}';

/** A scenario that writes a file in a world with these faults, one per line from line 5 on. */
const scenario = (...faults: readonly string[]) => ({
  'scenarios/a.yaml': [
    'spintape: 1\nname: a\nworld:\n  store-faults:\n',
    ...faults.map((fault) => `    - ${fault}\n`),
    `---\n${WRITE}\n`,
  ].join(''),
});

describe('a fault of the stores', () => {
  it('that happens is as the scenario demands', async () => {
    const { code } = await runFiles(scenario('{operation: set, prefix: vfs/s-1/, nth: 1}'));
    expect(code).toBe(0);
  });

  it('that never happens is a difference, with its line', async () => {
    const { code, stdout } = await runFiles(
      scenario('{operation: set, nth: 7}', '{operation: set, prefix: nothing/}'),
    );
    expect([code, stdout.split('\n').slice(2)]).toEqual([
      1,
      [
        '',
        'scenarios/a.yaml:5: world.store-faults (fewer-calls)',
        '  expected: set number 7 in the store "default", which fails',
        '  actual:   the calls ask for 1 of them; lower nth, or remove the fault',
        'scenarios/a.yaml:6: world.store-faults (fewer-calls)',
        '  expected: set of "nothing/…" in the store "default", which fails',
        '  actual:   no call asks for it; correct operation, store or prefix, or remove the fault',
        '  rerun: spintape run scenarios/a.yaml',
        '',
        '1 differs; 1 call, 1 of which expects nothing',
        '',
      ],
    ]);
  });

  it('that never happens is in the JSON document, and in annotations, without a step', async () => {
    const files = scenario('{operation: delete}');
    const { stdout, stderr } = await runFiles(files, '--json', '--annotations');
    const [expected, actual] = [
      'delete in the store "default", which fails',
      'no call asks for it; correct operation, store or prefix, or remove the fault',
    ];
    expect(JSON.parse(stdout).results).toEqual([
      {
        name: 'a',
        path: 'scenarios/a.yaml',
        verdict: 'differs',
        reason: 'fewer-calls',
        calls: 1,
        differences: [
          {
            step: 0,
            line: 5,
            reason: 'fewer-calls',
            where: 'world.store-faults',
            recorded: expected,
            actual,
          },
        ],
      },
    ]);
    expect(stderr).toBe(
      '::error file=scenarios/a.yaml,line=5,title=a%3A differs (fewer-calls)::' +
        `world.store-faults%0Aexpected: ${expected}%0Aactual:   ${actual}\n`,
    );
  });

  it.each([
    ['defalt', 'Did you mean default?'],
    ['nostore', 'Use one of default.'],
  ])('of the store %s, which no component is granted, is refused', async (store, next) => {
    const { code, stdout } = await runFiles(scenario(`{operation: set, store: ${store}}`));
    expect([code, stdout.split('\n')[3]]).toEqual([
      2,
      `scenarios/a.yaml:5: Failed to read the world: no component of the app is granted the store "${store}". ${next}`,
    ]);
  });
});
