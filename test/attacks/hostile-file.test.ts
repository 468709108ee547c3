import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ACTING } from '../../harness/output/hostile-output.fixture.ts';
import { type EndedProcess, projectRoot, type RunOptions, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const folder = temporaryFolder();

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Runs the command, and checks that its output has no control characters. */
async function run(args: readonly string[], options: RunOptions = {}): Promise<EndedProcess> {
  const ended = await spintape(args, options);
  expect(ended.stdout).not.toMatch(ACTING);
  expect(ended.stderr).not.toMatch(ACTING);
  expect(ended.stderr).not.toMatch(/report this bug|RangeError|call stack/);
  return ended;
}

describe('a cassette whose texts are code', () => {
  // Inside the project, so that the module can import msw.
  const modules = mkdtempSync(join(projectRoot, 'node_modules/.attacks-'));
  afterAll(() => rmSync(modules, { recursive: true }));
  const pwned = (name: string) => `globalThis.pwned = ${JSON.stringify(name)};`;
  const ENDS = ['\u2028', '\u2029', '\n', '\r', '*/', '`', "'", '"', '\\"'];

  it('runs no code when its handlers are imported', async () => {
    const name = JSON.stringify(ENDS.map((end) => `a${end}${pwned('name')}//`).join(''));
    const text = ENDS.map((end) => `${end};${pwned('body')}//`).join('');
    const cassette = [
      `{"spintape": 1, "name": ${name}}`,
      '---',
      'request: {method: GET, path: /x}',
      'exchanges:',
      `  - request: {method: POST, url: 'https://a.test/', text: ${JSON.stringify(text)}}`,
      `    response: {status: 200, json: ${JSON.stringify({ [text]: [text] })}}`,
      '',
    ].join('\n');
    const [module, typed] = [join(modules, 'handlers.mjs'), join(modules, 'handlers.ts')];
    for (const out of [module, typed]) {
      const ended = await run(['convert', file('code.yaml', cassette), out]);
      expect(ended).toMatchObject({ code: 0, stdout: '' });
    }
    const script = `
      const { handlers } = await import(${JSON.stringify(module)});
      console.log(handlers.length, globalThis.pwned);
    `;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script]);
    expect(String(printed)).toBe('1 undefined\n');
    const lines = readFileSync(typed, 'utf8').split(/[\n\r\u2028\u2029]/);
    expect(lines.filter((line) => /^\W*globalThis/.test(line))).toEqual([]);
  });
});

describe('a file that is nested 50,000 levels deep', () => {
  const LIST = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const MAP = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  const NOCK = '{"scope":"http://a.test","method":"GET","path":"/"';
  const rows = file('rows.jsonl', `{"messages":[]}\n`);

  const REFUSED: readonly (readonly [string, string, readonly string[]])[] = [
    ['a list.json', `\n${LIST}`, ['convert', 'FILE', 'out.yaml']],
    ['answers.json', `[\n${NOCK},"response":${LIST}}]`, ['convert', 'FILE', 'out.yaml']],
    ['headers.json', `[\n${NOCK},"rawHeaders":{"a":${LIST}}}]`, ['convert', 'FILE', 'out.yaml']],
    ['bodies.json', `[\n${NOCK},"body":${MAP}}]`, ['convert', 'FILE', 'out.yaml']],
    ['flow.yaml', `spintape: 1\nname: ${LIST}\n`, ['show', 'FILE']],
    ['map.yaml', `spintape: 1\nworld: ${MAP}\n`, ['record', 'FILE']],
    ['open.yaml', `spintape: 1\nworld: ${'['.repeat(50_000)}\n`, ['convert', 'FILE', 'out.json']],
    ['config.yaml', `tools:\n  components: ${LIST}\n`, ['reproduce', rows, '--config', 'FILE']],
    ['list.toml', `a = 1\nb = ${LIST}\n`, ['run', '--app', 'FILE']],
    [
      'table.toml',
      `a = 1\nb = ${'{a = '.repeat(3_000)}1${'}'.repeat(3_000)}`,
      ['run', '--app', 'FILE'],
    ],
    ['mock.log', `\n${MAP}\n`, ['reproduce', rows, '--mock-log', 'FILE']],
    ['certificate.json', MAP, ['verify', 'FILE', rows]],
  ];

  it.each(REFUSED)('is refused at its place: %s', async (name, text, args) => {
    const path = file(name, text);
    const named = args.map((arg) => (arg === 'FILE' ? path : arg));
    const ended = await run(named, { cwd: projectRoot });
    expect(ended.code).toBe(2);
    const line = name === 'certificate.json' ? '' : ':2';
    expect(ended.stderr.startsWith(`spintape: ${path}${line}: Failed to `)).toBe(true);
    expect(ended.stderr).toMatch(/nested (?:deeper than \d+ levels|too deep)/);
  });

  it.each([
    ['deep.jsonl', `{"messages":[]}\n${MAP}\n`],
    ['output.jsonl', `{"messages":[]}\n{"tool_used":"read_file","tool_output":${LIST}}\n`],
  ])('is a row that cannot be read, and the others are judged: %s', async (name, text) => {
    const ended = await run(['reproduce', file(name, text)]);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`${name}:2 unverifiable (unreadable-row)`);
    expect(ended.stdout).toContain('the line is nested too deep');
  });
});

const HOSTILE = 'a\u001b[2J\u001b]0;t\u0007\u009b31m\u202e\u2066';
const FORGED = '\n::error file=x::forged\n##[add-mask]s\nspintape: all is the same';

describe('a file whose texts act on terminals and runners', () => {
  const scenario = [
    `{"spintape": 1, "name": ${JSON.stringify(HOSTILE + FORGED)}}`,
    '---',
    `call: {component: vfs, session: ${JSON.stringify(HOSTILE + FORGED)}, tool: read_file, ` +
      `args: {file_path: ${JSON.stringify(HOSTILE)}}}`,
    `expect: {result: {success: true, result: ${JSON.stringify(HOSTILE + FORGED)}, error_type: null}}`,
    '',
  ].join('\n');
  const env = { GITHUB_ACTIONS: 'true', FORCE_COLOR: '' };

  it.each([
    ['show', []],
    ['show', ['--json']],
    ['show', ['--at', '0']],
    ['run', []],
    ['run', ['--json']],
    ['replay', []],
  ] as const)('is shown by %s %j without control characters', async (command, more) => {
    const path = file(`${command}.yaml`, scenario);
    const { stdout, stderr } = await run([command, path, ...more], { env });
    const lines = `${stdout}\n${stderr}`.split('\n');
    for (const line of lines) {
      const isOurs = /^::error file=[^,]+,line=\d+,title=/.test(line);
      expect(isOurs || !/^\s*::|##\[|^spintape: all/.test(line), line).toBe(true);
    }
    const isAnnotated = lines.some((line) => line.startsWith('::error'));
    expect(isAnnotated).toBe(command !== 'show');
  });

  it('is named in errors, notes and commands to copy without acting', async () => {
    const missing = await run(['show', join(folder, HOSTILE)]);
    expect(missing.stderr).toContain('a\\u001b[2J\\u001b]0;t\\u0007\\u009b31m\\u202e\\u2066');
    expect(missing.stderr.split('\n')).toHaveLength(2);
    const usage = await run([`${HOSTILE}${FORGED}`]);
    expect(usage.stderr.split('\n')).toHaveLength(2);
  });
});

describe('a file whose name is a command', () => {
  it.each([
    "it's $(touch pwned) `touch pwned`; touch pwned.yaml",
    '-o\n& touch pwned #.yaml',
    `${HOSTILE}.yaml`,
  ])('is one word of the command line that runs it again: %j', async (name) => {
    const text = 'spintape: 1\nname: a\n---\ncall: {component: vfs, tool: read_file, args: {}}\n';
    file(name, `${text}expect: {status: 500}\n`);
    const { stdout } = await run(['run', `./${name}`], { cwd: folder });
    const rerun = /^ {2}rerun: (.*)$/m.exec(stdout)?.[1] ?? '';
    const script = `spintape() { printf '%s\\0' "$@"; }\n${rerun}`;
    const printed = execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    const words = printed.split('\0').slice(0, -1);
    expect(basename(words.at(-1) ?? '')).toBe(basename(name));
    expect(words.at(-1)?.startsWith('-')).toBe(false);
    expect(words[0]).toBe('run');
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});
