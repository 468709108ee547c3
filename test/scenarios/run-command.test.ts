import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../spintape.fixture.ts';
import { runFiles as run } from './run-files.fixture.ts';

const HEAD = 'spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z, files: {a.txt: hello}}\n';
const READ = 'call: {component: vfs, session: s-1, tool: read_file, args: {file_path: a.txt}}';

const scenario = (...steps: readonly string[]) => ({
  'scenarios/a.yaml': [HEAD, ...steps.map((step) => `---\n${step}\n`)].join(''),
});

describe('spintape run', () => {
  it('runs the scenarios of the folder scenarios and ends with 0 when all is as expected', async () => {
    const expected = 'expect: {result: {success: true, result: hello, error_type: null}}';
    const { code, stdout, stderr } = await run(scenario(`${READ}\n${expected}`), '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      spintape: 1,
      command: 'run',
      ok: true,
      summary: { files: 1, calls: 1, same: 1, cosmetic: 0, differs: 0, failed: 0, unverifiable: 0 },
      results: [{ name: 'a', path: 'scenarios/a.yaml', verdict: 'same', calls: 1 }],
    });
  });

  it('exits with 1 and reports each difference with its place', async () => {
    const expected = 'expect: {partial: {result: {$matches: "^bye"}}, state: {set: {k: v}}}';
    const { code, stdout } = await run(scenario(READ, `${READ}\n${expected}`));
    expect(code).toBe(1);
    expect(stdout.replace(/ +\d+ ms/g, '').replace(/ {2,}time/, '  time')).toBe(`\
scenario  verdict                   calls  time
a         differs (changed-result)      2

scenarios/a.yaml:8 step 2: response.body.result (changed-result)
  expected: a string that matches /^bye/u
  actual:   "hello"
scenarios/a.yaml:8 step 2: state default/k (changed-state)
  expected: "v"
  actual:   unchanged
  rerun: spintape run scenarios/a.yaml

1 differs; 2 calls, 1 of which expects nothing
`);
  });

  it('refuses requests that no written exchange answers, and reports them', async () => {
    const call =
      'call: {component: github, session: s, tool: gh_list_branches, args: {owner: o, repo: r}}';
    const { code, stdout } = await run(scenario(call), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).results).toEqual([
      {
        name: 'a',
        path: 'scenarios/a.yaml',
        verdict: 'differs',
        reason: 'more-calls',
        calls: 1,
        differences: [
          {
            step: 1,
            line: 5,
            reason: 'more-calls',
            where: 'request GET https://api.github.com/repos/o/r/branches?per_page=30',
            actual: 'no written exchange answers it',
            nearest: [],
          },
        ],
      },
    ]);
  });

  it('fails a scenario whose call has no result', async () => {
    const { code, stdout } = await run(
      scenario('request: {method: GET, path: /nowhere}'),
      '--json',
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).results[0]).toMatchObject({ verdict: 'failed', reason: 'no-route' });
  });

  it('writes JUnit XML of scenarios', async () => {
    const { code, cwd } = await run(scenario(READ), '--junit', 'report.xml');
    expect(code).toBe(0);
    const xml = readFileSync(join(cwd, 'report.xml'), 'utf8');
    expect(xml.replace(/time="[^"]*"/g, 'time=""')).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="spintape" tests="1" failures="0" errors="0" time="">
  <testsuite name="spintape run" tests="1" failures="0" errors="0" skipped="0" time="">
    <testcase name="a" classname="scenarios" file="scenarios/a.yaml" time=""/>
  </testsuite>
</testsuites>
`);
  });

  it('takes starting files from a configuration of DeepFabric, and names keys without effect', async () => {
    const config =
      'generation:\n  tools:\n    scenario_seed: {files: {b.txt: of the config}}\n    hooks: 1\n';
    const call = 'call: {component: vfs, session: s-1, tool: list_files, args: {}}';
    const expected = 'expect: {partial: {result: {$json: [b.txt, a.txt]}}}';
    const files = { ...scenario(`${call}\n${expected}`), 'config.yaml': config };
    const { code, stderr } = await run(files, '--config', 'config.yaml');
    expect([code, stderr]).toEqual([
      0,
      'config.yaml:4: tools has no key "hooks"; it has no effect\n',
    ]);
  });

  it.each([
    [
      'a misspelt key',
      'spintape: 1\nname: a\nworld: {fils: {}}\n',
      'scenarios/a.yaml:3: Failed to read the scenario: the world has no key "fils". Did you mean files?',
    ],
    [
      'a wrong type',
      'spintape: 1\nname: a\nworld: {files: {a.txt: 1}}\n',
      'scenarios/a.yaml:3: Failed to read the scenario: a value of files is the number 1, not a string. Put it in quotes.',
    ],
    [
      'a repeated path',
      'spintape: 1\nname: a\nworld:\n  files:\n    a.txt: one\n    a.txt: two\n',
      'scenarios/a.yaml:6: Failed to read the scenario: the key "a.txt" is repeated. Remove one of the two.',
    ],
    [
      'two paths of one file',
      `spintape: 1\nname: a\nworld: {files: {a.txt: one, ./a.txt: two}}\n---\n${READ}\n`,
      'scenarios/a.yaml:3: Failed to create the starting file "./a.txt": it is "a.txt" as well, in scenarios/a.yaml:3. Remove one of the two.',
    ],
    [
      'two paths of one file, one of them in a session',
      `spintape: 1\nname: a\nworld:\n  files: {a.txt: one}\n  sessions:\n    s-1:\n      files:\n        b.txt: b\n        ./a.txt: two\n---\n${READ}\n`,
      'scenarios/a.yaml:9: Failed to create the starting file "./a.txt": it is "a.txt" as well, in scenarios/a.yaml:4. Remove one of the two.',
    ],
    [
      'a path above the root',
      `spintape: 1\nname: a\nworld:\n  files:\n    ../a: one\n---\n${READ}\n`,
      'scenarios/a.yaml:5: Failed to create the starting file "../a": the path names no file. Give it a path that is not empty, does not end in "/" and stays below the root.',
    ],
    [
      'a result without expect',
      `${HEAD}---\n${READ}\nresult: {success: true, result: bye, error_type: null}\n`,
      'scenarios/a.yaml:6: Failed to read the scenario: a call of a scenario has no result of its own. Put it under expect; or replay the file, if it is a cassette.',
    ],
    [
      'a state without expect',
      `${HEAD}---\n${READ}\nstate: {set: {k: v}}\n`,
      'scenarios/a.yaml:6: Failed to read the scenario: a call of a scenario has no state of its own. Put it under expect; or replay the file, if it is a cassette.',
    ],
    [
      'no call',
      HEAD,
      'scenarios/a.yaml:1: Failed to read the scenario: it makes no call. Write a call below a line of ---.',
    ],
    [
      'a cassette',
      `spintape: 1\nname: a\napp: {name: spintape-tools, build: {vfs: a}}\n---\n${READ}\nresult: {success: true, result: bye, error_type: null}\n`,
      'scenarios/a.yaml:1: Failed to run the scenario: it is a cassette, whose header names the recorded app. Replay it with `spintape replay scenarios/a.yaml`.',
    ],
    [
      'a misspelt error of the network',
      `${HEAD}---\n${READ}\nexchanges:\n  - request: {method: GET, url: 'https://a.test/'}\n    error: conection-refused\n`,
      'scenarios/a.yaml:8: Failed to read the scenario: there is no error "conection-refused". Did you mean connection-refused?',
    ],
    [
      'a fixture of a misspelt tool',
      `spintape: 1\nname: a\nworld:\n  mock:\n    tools: [{name: get_weather}]\n    fixtures:\n      get_wether: [{match: {}, response: 1}]\n---\n${READ}\n`,
      'scenarios/a.yaml:7: Failed to load the mocks of the world: fixtures has "get_wether", which is not among the tools. Did you mean get_weather?',
    ],
    [
      'a mock that cannot be',
      `spintape: 1\nname: a\nworld:\n  mock:\n    tools:\n      - name: get_weather\n      - description: no name\n---\n${READ}\n`,
      'scenarios/a.yaml:7: Failed to load the mocks of the world: Failed to parse schema: tool 2 has no `name` (a text that is not empty). Correct world.mock.',
    ],
  ])('ends with 2 and the place for %s', async (_, text, message) => {
    const { code, stdout, stderr } = await run({ 'scenarios/a.yaml': text });
    expect([code, stdout.split('\n').slice(3), stderr]).toEqual([
      2,
      [message, '', '1 error; 0 calls', ''],
      '',
    ]);
  });

  it('says where a variable that the app requires is given', async () => {
    const app = join(projectRoot, 'test-apps/foreign');
    const { code, stdout } = await run(
      scenario('request: {method: GET, path: /api/a}'),
      ...['--app', app, '--json'],
    );
    expect([code, JSON.parse(stdout).results[0].error]).toMatchObject([
      2,
      {
        problem: 'Failed to resolve the variable "owner": it is required and has no value',
        next: 'Name it in the scenario, under world.variables.',
      },
    ]);
  });

  it('names a misspelt variable before the one that therefore has no value', async () => {
    const app = join(projectRoot, 'test-apps/foreign');
    const world = 'spintape: 1\nname: a\nworld:\n  variables:\n    onwer: Ada\n';
    const text = `${world}---\nrequest: {method: GET, path: /api/a}\n`;
    const { code, stdout } = await run({ 'scenarios/a.yaml': text }, '--app', app);
    expect([code, stdout.split('\n')[3]]).toEqual([
      2,
      'scenarios/a.yaml:5: Failed to read the world: the app declares no variable "onwer". Did you mean owner?',
    ]);
  });

  it('names the configuration and the line of a file that is there twice', async () => {
    const config = 'scenario_seed:\n  files:\n    b.txt: one\n    ./b.txt: two\n';
    const files = { ...scenario(READ), 'config.yaml': config };
    const { code, stdout } = await run(files, '--config', 'config.yaml');
    expect([code, stdout.split('\n')[3]]).toEqual([
      2,
      'config.yaml:4: Failed to create the starting file "./b.txt": it is "b.txt" as well, in config.yaml:3. Remove one of the two.',
    ]);
  });

  it('names the line of an exchange that is lost to a timer the component has not', async () => {
    const call =
      'call: {component: github, session: s, tool: gh_list_branches, args: {owner: o, repo: r}}';
    const url = 'https://api.github.com/repos/o/r/branches?per_page=30';
    const headers =
      '{accept: application/vnd.github+json, user-agent: spintape, x-github-api-version: "2022-11-28"}';
    const exchange = `exchanges:\n  - request: {method: GET, url: '${url}', headers: ${headers}}\n    lost-to-timer: 1000ms`;
    const { code, stdout } = await run(scenario(`${call}\n${exchange}`), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).results[0]).toEqual({
      name: 'a',
      path: 'scenarios/a.yaml',
      verdict: 'failed',
      reason: 'trap',
      calls: 1,
      differences: [
        {
          step: 1,
          line: 8,
          reason: 'trap',
          where: `exchange GET ${url}`,
          recorded: 'lost to a timer of 1000 ms',
          actual:
            'the component waits for the answer without a timer; write error: connection-read-timeout, or a response',
        },
      ],
    });
  });

  it('runs a scenario with a starting file of 10 MB', async () => {
    const text = 'x'.repeat(10_000_000);
    const { code } = await run(
      {
        'a.yaml': `spintape: 1\nname: a\nworld: {files: {big.txt: ${text}}}\n---\n${READ.replace('a.txt', 'big.txt')}\nexpect: {partial: {result: {$matches: "^x+$"}}}\n`,
      },
      'a.yaml',
    );
    expect(code).toBe(0);
  });
});
