import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);
const write = (name: string, content: unknown): string => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};
const TOKEN = { SPIN_VARIABLE_GITHUB_TOKEN: 'a-token-that-github-never-gave' };

const GOOD = '{"scope": "https://a.test", "method": "GET", "path": "/", "response": "a, [b]"}';
const ASTRAY = 'spintape: 1\nname: a\n---\nrequest: {method: GET, path: /nobody}\n';

/** A cassette without the parts that depend on its path and on the build. */
function essence(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^# .*\n/, '')
    .replace(/^app: .*$/m, 'app');
}

describe('spintape convert', () => {
  it('makes of a recording of nock and the calls of a scenario the cassette of both', async () => {
    const recording = 'node_modules/@octokit/fixtures/scenarios/api.github.com/get-content';
    const scenario = 'scenarios/github/file-contents.yaml';
    const out = at('cassettes/github/file-contents.yaml');
    const files = [`${recording}/normalized-fixture.json`, out];
    const ran = await spintape(['convert', ...files, '--scenario', scenario], { env: TOKEN });
    expect(ran).toEqual({
      code: 0,
      stdout: '',
      stderr: `converted ${files[0]} (nock) to ${out} (cassette): 2 exchanges\n`,
    });
    expect(essence(out)).toBe(essence(join(projectRoot, 'cassettes/github/file-contents.yaml')));
    expect((await spintape(['replay', out])).code).toBe(0);
  });

  it.each(['read-tools', 'write-tools', 'issue-pages', 'recorded-errors'])(
    'makes definitions of a cassette, and the cassette again (%s)',
    async (name) => {
      const [cassette, json] = [`cassettes/github/${name}.yaml`, at(`${name}.json`)];
      expect((await spintape(['convert', cassette, json])).code).toBe(0);
      const args = [json, at(`${name}.yaml`), '--scenario', `scenarios/github/${name}.yaml`];
      const { code, stderr } = await spintape(['convert', ...args], { env: TOKEN });
      expect([code, stderr.split('\n').slice(1).join('\n')]).toEqual([0, '']);
      expect(essence(at(`${name}.yaml`))).toBe(essence(join(projectRoot, cassette)));
    },
  );

  it('names unused definitions, and a request without a matching definition', async () => {
    const definition = {
      ...{ scope: 'https://api.github.com', method: 'GET', status: 200, rawHeaders: {} },
      ...{ path: '/repos/octo/hello/issues?state=open&per_page=10', response: [] },
    };
    const scenario = write(
      'one-call.yaml',
      'spintape: 1\nname: one-call\nworld: {clock: 2026-01-05T09:00:00Z, variables: {allowed_repos: octo/hello}}\n---\n' +
        'call: {component: github, session: s, tool: gh_list_issues, args: {owner: octo, repo: hello}}\n',
    );
    const other = { ...definition, path: '/repos/octo/hello/issues?state=closed&per_page=10' };
    const two = write('two.json', [other, definition]);
    const ran = await spintape(['convert', two, at('two.yaml'), '--scenario', scenario]);
    expect(ran.stderr).toBe(
      `converted ${two} (nock) to ${at('two.yaml')} (cassette): 1 exchange\n` +
        '  definition 1: no call asks for it\n',
    );
    const one = write('one.json', [other]);
    const failed = await spintape(['convert', one, at('one.yaml'), '--scenario', scenario]);
    expect(failed).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `spintape: ${one}: Failed to convert: no definition answers ` +
        'GET https://api.github.com/repos/octo/hello/issues?state=open&per_page=10. Definition 1 is ' +
        'the nearest and differs in query state. Add a definition, or take the call out of the ' +
        'scenario.\n',
    });
  });

  it('makes a scenario of definitions alone, with the placeholders of secrets', async () => {
    const definition = {
      ...{ scope: 'https://a.test:443', method: 'get', path: '/?a=1', body: '', response: 'x' },
      reqheaders: { authorization: `Bearer ${TOKEN.SPIN_VARIABLE_GITHUB_TOKEN}` },
    };
    const args = [write('recording.txt', [definition]), at('scenarios/a/b.yaml'), '--json'];
    const { code, stdout } = await spintape(['convert', ...args], { env: TOKEN });
    expect([code, JSON.parse(stdout).results]).toEqual([
      0,
      [
        {
          from: { path: at('recording.txt'), format: 'nock' },
          to: { path: at('scenarios/a/b.yaml'), format: 'cassette' },
          exchanges: 1,
          notes: [
            {
              what:
                'nock knows no calls: put them in the place of GET /put-the-calls-here, ' +
                'or name a --scenario',
              where: [],
            },
          ],
        },
      ],
    ]);
    expect(essence(at('scenarios/a/b.yaml'))).toBe(`spintape: 1
name: a/b
origin: definitions of nock
world: {seed: 0}
---
request: {method: GET, path: /put-the-calls-here}
exchanges:
  - request:
      method: GET
      url: 'https://a.test/?a=1'
      headers: {authorization: Bearer <secret:github_token>}
    response: {status: 200, text: x}
`);
    const refused = await spintape(['convert', at('recording.txt'), at('other.yaml')]);
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('in step 1, exchange 1, request header authorization. Make it'),
    ]);
    const reason = ['--allow-secret', 'step 1, exchange 1, request header authorization=made up'];
    const allowed = await spintape(['convert', at('recording.txt'), at('other.yaml'), ...reason]);
    expect([allowed.code, readFileSync(at('other.yaml'), 'utf8')]).toEqual([
      0,
      expect.stringContaining("request header authorization': made up"),
    ]);
  });

  it('does not replace anything at OUT without --force', async () => {
    const cassette = 'cassettes/vfs/read-back.yaml';
    for (const [out, input] of [
      [write('precious.json', 'precious'), cassette],
      [write('precious.yaml', readFileSync(join(projectRoot, cassette), 'utf8')), at('one.json')],
    ] as const) {
      write('one.json', `[${GOOD}]`);
      const before = readFileSync(out, 'utf8');
      expect(await spintape(['convert', input, out])).toEqual({
        code: 2,
        stdout: '',
        stderr:
          `spintape: ${out}: Failed to write what was converted: the file exists already. ` +
          'Name another file, or give --force to replace this one; nothing was written.\n',
      });
      expect(readFileSync(out, 'utf8')).toBe(before);
      expect((await spintape(['convert', input, out, '--force'])).code).toBe(0);
      expect(readFileSync(out, 'utf8')).not.toBe(before);
    }
  });

  it('names all requests that no definition answers, as when an exchange was left out', async () => {
    const call =
      'call: {component: github, session: s, tool: gh_list_branches, args: {owner: octo, repo: REPO}}';
    const calls = ['one', 'two', 'three'].map((repo) => `---\n${call.replace('REPO', repo)}\n`);
    const scenario = write(
      'three.yaml',
      `spintape: 1\nname: three\nworld: {clock: 2026-01-05T09:00:00Z}\n${calls.join('')}`,
    );
    const definition = {
      ...{ scope: 'https://api.github.com', method: 'GET', status: 200, response: [] },
      path: '/repos/octo/two/branches?per_page=30',
    };
    const two = write('second.json', [definition]);
    const ran = await spintape(['convert', two, at('three-out.yaml'), '--scenario', scenario]);
    const url = (repo: string) => `https://api.github.com/repos/octo/${repo}/branches?per_page=30`;
    expect([ran.code, ran.stderr, existsSync(at('three-out.yaml'))]).toEqual([
      1,
      `spintape: ${two}: Failed to convert: no definition answers 2 requests: GET ${url('one')} ` +
        `(Definition 1 is the nearest and differs in path); GET ${url('three')} (Definition 1 is ` +
        'the nearest and has answered already and differs in path). Add a definition for each, or ' +
        'take their calls out of the scenario.\n',
      false,
    ]);
  });

  it('writes handlers of MSW in the language of the file', async () => {
    const cassette = 'cassettes/github/read-tools.yaml';
    for (const [name, isTyped] of [
      ['h.ts', true],
      ['h.mjs', false],
      ['h.mts', true],
    ] as const) {
      expect((await spintape(['convert', cassette, at(name), '--quiet'])).stderr).toBe('');
      expect(readFileSync(at(name), 'utf8').includes('interface Exchange')).toBe(isTyped);
    }
    await spintape(['convert', cassette, at('h.txt'), '--to', 'msw']);
    expect(readFileSync(at('h.txt'), 'utf8')).toBe(readFileSync(at('h.mjs'), 'utf8'));
  });

  it.each([
    [['a.yaml'], 'convert takes two files, IN and OUT'],
    [['CHANGELOG.md', 'x.json', '--from', 'har'], '--from is cassette or nock, not "har"'],
    [['CASSETTE', 'x.txt'], 'the ending of x.txt stands for no format; --to names one'],
    [['CASSETTE', 'x.txt', '--to', 'har'], '--to is cassette, scenario, nock or msw, not "har"'],
    [['CASSETTE', 'x.yaml', '--to', 'cassette'], 'both files are in the format cassette'],
    [['NOCK', 'x.js'], "of nock's definitions only a cassette is made"],
    [['NOCK', 'x.yaml', '--to', 'scenario'], "of nock's definitions only a cassette is made"],
    [
      ['CASSETTE', 'x.js', '--expect'],
      '--expect has an effect only where a scenario is made of a cassette',
    ],
    [
      ['CASSETTE', 'x.js', '--scenario', 'x.yaml'],
      "--scenario has an effect only with nock's definitions",
    ],
  ])('refuses %j', async (args, reason) => {
    const files: Readonly<Record<string, string>> = {
      CASSETTE: 'cassettes/vfs/read-back.yaml',
      NOCK: write('empty.json', []),
    };
    const { code, stderr } = await spintape(['convert', ...args.map((arg) => files[arg] ?? arg)]);
    const text = `spintape: Failed to read the command line: ${reason}. See \`spintape convert --help\`.\n`;
    expect([code, stderr]).toEqual([2, text]);
  });

  it.each<[args: readonly string[], text: string, message: string]>([
    [
      ['x.yaml'],
      '[{"scope":"https://a.test",\n"method":"GET",,}]',
      "IN:2: Failed to read nock's definitions: it is not JSON: Quoted object key expected but got ','. Give the JSON of nock.recorder.play(), recorded with output_objects.",
    ],
    [
      ['x.yaml'],
      '[]',
      "IN: Failed to read nock's definitions: the list is empty. Call nock.recorder.rec() before the requests are sent, and save what play() gives after them.",
    ],
    [
      ['x.yaml'],
      '[\n<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> b\n]',
      "IN:2: Failed to read nock's definitions: it holds the conflict marks of a merge. Take one side of the merge, or resolve it by hand.",
    ],
    [
      ['x.yaml'],
      '[{"path": "/"},\n{"response": {"respons": 1},\n"respons": 1}]',
      "IN:1: Failed to read nock's definition 1: its scope is not an http or https URL. Give definitions as nock.recorder.play() gives them with output_objects.",
    ],
    [
      ['x.yaml'],
      `[\n${GOOD},\n{"scope": "x",\n"respons": 1}]`,
      'IN:4: Failed to read nock\'s definition 2: nock knows no "respons". Did you mean response?',
    ],
    [
      ['x.yaml'],
      `[\n${GOOD},\n{"scope": "x",\n"options": {\n"allowUnmock": true}}]`,
      'IN:4: Failed to read nock\'s definition 2: nock knows no option "allowUnmock". Did you mean allowUnmocked?',
    ],
    [
      ['x.yaml', '--scenario', 'cassettes/vfs/read-back.yaml'],
      `[${GOOD}]`,
      'cassettes/vfs/read-back.yaml:8: Failed to convert: the call has a result, so it is a cassette and not a scenario. Name the scenario that it was recorded from, or remove results and exchanges.',
    ],
    [
      ['x.yaml', '--scenario', 'ASTRAY'],
      `[${GOOD}]`,
      'ASTRAY:4: Failed to convert the call: no component of the app takes /nobody. Correct the component or the path, or name the app with --app.',
    ],
    [
      ['x.json'],
      '# Words',
      "IN: Failed to convert: it is neither a cassette nor nock's definitions. A cassette begins with spintape: 1, and nock's definitions are a list in JSON; --from says which of the two a broken file is meant to be.",
    ],
  ])('reports the error in a file, and writes nothing (%#)', async (args, text, message) => {
    const files: Readonly<Record<string, string>> = {
      ASTRAY: write('astray.yaml', ASTRAY),
      'x.yaml': at('unwritten.yaml'),
      'x.json': at('unwritten.json'),
    };
    const input = write('faulty.json', text);
    const named = args.map((arg) => files[arg] ?? arg);
    const { code, stdout, stderr } = await spintape(['convert', input, ...named]);
    const reported = message.replace(/^IN/, input).replace(/^ASTRAY/, files['ASTRAY'] ?? '');
    expect([code, stdout, stderr]).toEqual([2, '', `spintape: ${reported}\n`]);
    expect(existsSync(at('unwritten.yaml')) || existsSync(at('unwritten.json'))).toBe(false);
  });

  it('prints how many exchanges were converted, even if there are none', async () => {
    const cassette = 'cassettes/vfs/read-back.yaml';
    const { code, stderr } = await spintape(['convert', cassette, at('none.mjs')]);
    expect([code, stderr.split('\n')[0]]).toEqual([
      0,
      `converted ${cassette} (cassette) to ${at('none.mjs')} (msw): 0 exchanges`,
    ]);
  });
});
