import { describe, expect, it } from 'vitest';
import { runFiles } from './run-files.fixture.ts';

const HEAD = 'spintape: 1\nname: a\n';

describe('a scenario with a mistake', () => {
  it.each([
    [
      'call: {component: vsf, session: s, tool: list_files, args: {}}',
      'the app has no component "vsf"; did you mean vfs?',
    ],
    [
      'request: {method: GET, path: /vsf/list}',
      'no route of the app takes this path; did you mean vfs?',
    ],
    [
      'request: {method: GET, path: /nowhere}',
      'no route of the app takes this path; its routes are /vfs/..., /mock/..., /github/..., /health, /components, /list-tools, /execute, /session/...; --app names another app',
    ],
  ])('lists the possible values of %s', async (call, advice) => {
    const { code, stdout } = await runFiles({ 'a.yaml': `${HEAD}---\n${call}\n` }, 'a.yaml');
    expect([code, stdout.split('\n')[4]]).toEqual([1, `  actual:   ${advice}`]);
  });

  it.each([
    [3, 0],
    [4, 2],
  ])('cuts an answer of 3 bytes off after %s', async (cut, expected) => {
    const call =
      'call: {component: github, session: s, tool: gh_list_branches, args: {owner: o, repo: r}}';
    const url = 'https://api.github.com/repos/o/r/branches?per_page=30';
    const request = `{method: GET, url: '${url}', headers: {accept: application/vnd.github+json, user-agent: spintape, x-github-api-version: '2022-11-28'}}`;
    const exchange = `  - request: ${request}\n    response: {status: 200, text: abc}\n    cut: ${cut}`;
    const expects = 'expect: {partial: {error_type: NetworkError}}';
    const text = `${HEAD}---\n${call}\nexchanges:\n${exchange}\n${expects}\n`;
    const { code, stdout } = await runFiles({ 'a.yaml': text }, 'a.yaml');
    expect(code).toBe(expected);
    if (cut === 3) return;
    expect(stdout.split('\n')[3]).toBe(
      'a.yaml:8: Failed to read the scenario: cut is 4, more than the 3 bytes of the body. Give a whole number from 0 to 3.',
    );
  });

  it('is shown what the tool said where a call failed that should not', async () => {
    const call = 'call: {component: vfs, session: s, tool: read_fil, args: {file_path: a}}';
    const expects = [
      'expect: {partial: {success: true}}',
      'expect: {result: {success: true, result: hello, error_type: null}}',
    ];
    const steps = expects.map((each) => `---\n${call}\n${each}\n`);
    const { code, stdout } = await runFiles({ 'a.yaml': HEAD + steps.join('') }, 'a.yaml');
    expect([code, stdout.split('\n').slice(3, -4)]).toEqual([
      1,
      [
        'a.yaml:5 step 1: response.body.success (changed-result)',
        '  expected: true',
        '  actual:   false',
        '  error:    UnknownTool: Unknown tool: read_fil',
        'a.yaml:8 step 2: result.success (changed-result)',
        '  expected: true',
        '  actual:   false',
        '  error:    UnknownTool: Unknown tool: read_fil',
      ],
    ]);
  });

  it('is warned of a tool that the component does not have, where the call expects nothing', async () => {
    const call = 'call: {component: vfs, session: s, tool: read_fil, args: {file_path: a}}';
    const expected = 'expect: {partial: {error_type: UnknownTool}}';
    const text = `${HEAD}---\n${call}\n---\n${call}\n${expected}\n`;
    const { code, stderr } = await runFiles({ 'a.yaml': text }, 'a.yaml');
    expect([code, stderr]).toEqual([
      0,
      'warning: a.yaml:4 step 1: the answer is UnknownTool (Unknown tool: read_fil), and the call passes only because it expects nothing. Correct the name, or expect the error.\n',
    ]);
  });

  it('gets all differences of an answer from its expectation', async () => {
    const call = 'call: {component: vfs, session: s, tool: read_file, args: {file_path: a}}';
    const expects =
      'expect: {status: 201, partial: {success: true, zip: {$type: integer}, error_type: {$matches: ^IO}}}';
    const text = `${HEAD}---\n${call}\n${expects}\n`;
    const { stdout } = await runFiles({ 'a.yaml': text }, 'a.yaml', '--json');
    const { differences } = JSON.parse(stdout).results[0];
    expect(
      differences.map(({ where, recorded, actual }: Record<string, string>) =>
        [where, recorded, actual].join(' | '),
      ),
    ).toEqual([
      'response.status | 201 | 200',
      'response.body.success | true | false',
      'response.body.zip | a value of type integer | absent',
      'response.body.error_type | a string that matches /^IO/u | "FileNotFound"',
    ]);
  });

  it.each([
    [
      'spintape: 2\nname: a\n',
      'a.yaml:1: Failed to read the scenario: it has format 2, newer than 1. Update spintape, or write it in format 1.',
    ],
    [
      'spintape: 1\nname: \0\n',
      'a.yaml:2: Failed to read the scenario: there is a NUL character here. Remove it.',
    ],
    [
      `${HEAD}<<<<<<< HEAD\norigin: x\n`,
      'a.yaml:3: Failed to read the scenario: it holds the conflict marks of a merge from here on. Take one side with `git checkout --ours` or `--theirs`, or resolve it by hand.',
    ],
    [
      `${HEAD}origin: "x\n---\ncall: {}\n`,
      'a.yaml:3: Failed to read the scenario: a " that begins here is never closed. Close it.',
    ],
    [
      `${HEAD}<<<<<<< HEAD\norigin: x\n=======\norigin: y\n>>>>>>> main\n`,
      'a.yaml:3: Failed to read the scenario: it holds the conflict marks of a merge from here on. Take one side with `git checkout --ours` or `--theirs`, or resolve it by hand.',
    ],
    [
      Buffer.from([0x73, 0xff]),
      'a.yaml: Failed to read the scenario: it is not UTF-8. Save it as UTF-8; bytes that are not text belong in base64.',
    ],
  ])('is called a scenario (%j)', async (content, message) => {
    const { code, stdout } = await runFiles({ 'a.yaml': content }, 'a.yaml');
    expect([code, stdout.split('\n')[3]]).toEqual([2, message]);
  });
});
