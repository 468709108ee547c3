import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type EndedProcess, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

let folder: string;

beforeAll(() => {
  folder = temporaryFolder();
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write('empty/readme.txt', 'nothing here');
  const call = 'call: {component: vfs, session: s, tool: list_files, args: {}}';
  write('scenario.yaml', `spintape: 1\nname: a\n---\nat: 2026-01-05T09:00:00Z\n${call}\n`);
  write('scenario-0.yaml', `spintape: 0\nname: a\n---\n${call}\n`);
  const header = 'spintape: 1\nname: a\n';
  write('ends.yaml', `${header}---\n`);
  write('void.yaml', '---\n');
  write('gap.yaml', `${header}---\n---\n${call}\n`);
  write('merge.yaml', `${header}---\n<<<<<<< HEAD\n${call}\n=======\n${call}1\n>>>>>>> b\n`);
  write('typo.yaml', `${header}world:\n  variables:\n    allow_wirtes: x\n---\n${call}\n`);
  write('rows.jsonl', '{"messages": []}\n{"messages": []}\n');
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
  write('toml/spin.toml', 'spin_manifest_version = 2\n[application\n');
  write('sqlite/spin.toml', SQLITE);
});

const SQLITE = `spin_manifest_version = 2

[application]
name = "wants-more"

[[trigger.http]]
route = "/..."
component = "store"

[component.store]
source = "store.wasm"
sqlite_databases = ["default"]
`;

const BELOW_A_FILE =
  'scenario.yaml/a.yaml: Failed to VERB the file: a part of its path is a file, and no folder. Check the path.';

function run(line: string): Promise<EndedProcess> {
  return spintape(line === '' ? [] : line.split(' '), { cwd: folder });
}

describe('wrong input ends with exit code 2 and the correction', () => {
  it.each([
    [
      'replay nowhere',
      'nowhere: Failed to find cassettes: the path does not exist. Name a .yaml file, or a folder that holds some.',
    ],
    [
      'replay',
      'cassettes: Failed to find cassettes: the path does not exist. Name a .yaml file, or a folder that holds some.',
    ],
    [
      'replay empty',
      'empty: Failed to find cassettes: the path holds no .yaml file. Name a .yaml file, or a folder that holds some.',
    ],
    [
      'record',
      'Failed to read the command line: record needs a scenario. See `spintape record --help`.',
    ],
    [
      'serve extra',
      'Failed to read the command line: serve takes no "extra". See `spintape serve --help`.',
    ],
    [
      'replay --filter a --filter=b scenario.yaml',
      'Failed to read the command line: --filter is given twice. Give it once: of several values, only one would count.',
    ],
    [
      'record scenario-0.yaml',
      'scenario-0.yaml:1: Failed to read the scenario: spintape is the number 0, not 1. Give 1.',
    ],
    [
      'replay --instances warm',
      'Failed to read the command line: --instances is reset or fresh, not "warm". See `spintape replay --help`.',
    ],
    [
      'replay --workers 0',
      'Failed to read the command line: --workers takes a positive integer, not "0". See `spintape replay --help`.',
    ],
    [
      'replay --app absent scenario.yaml',
      'absent: Failed to read the manifest: there is no such file. Name a spin.toml, or a folder that holds one, with --app PATH.',
    ],
    [
      'replay --against absent scenario.yaml',
      'absent: Failed to read the manifest: there is no such file. Name a spin.toml, or a folder that holds one, with --against PATH.',
    ],
    [
      'run',
      'scenarios: Failed to find scenarios: the path does not exist. Name a .yaml file, or a folder that holds some.',
    ],
    [
      'record empty',
      'empty: Failed to find scenarios: the path holds no .yaml file. Name a .yaml file, or a folder that holds some.',
    ],
    [
      'run --filter x empty/../scenario.yaml',
      'Failed to find scenarios: no name contains "x". Give --filter a part of a name as its header has it; it is matched literally, and wildcards are not supported.',
    ],
    [
      'show loop.yaml',
      'loop.yaml: Failed to read the file: too many symbolic links encountered. Check the path and its permissions.',
    ],
    [
      'show ends.yaml',
      'ends.yaml:3: Failed to read the cassette: this document is empty. Write a call below the ---, or remove the ---.',
    ],
    [
      'show gap.yaml',
      'gap.yaml:3: Failed to read the cassette: this document is empty. Write a call below the ---, or remove the ---.',
    ],
    [
      'show void.yaml',
      'void.yaml:1: Failed to read the cassette: this document is empty. Begin it with spintape: 1 and a name.',
    ],
    [
      'show merge.yaml',
      'merge.yaml:4: Failed to read the cassette: it holds the conflict marks of a merge from here on. Take one side with `git checkout --ours` or `--theirs`, or resolve it by hand; then replay it, or record it again.',
    ],
    [
      'record typo.yaml',
      'typo.yaml:5: Failed to read the world: the app declares no variable "allow_wirtes". Did you mean allow_writes?',
    ],
    ...['show', 'record'].map((command): [string, string] => [
      `${command} rows.jsonl`,
      `rows.jsonl:2: Failed to read the ${command === 'show' ? 'cassette' : 'scenario'}: not YAML: Unexpected flow-map-start at node end. Judge it with \`spintape reproduce\`, if it is a dataset, as its name says.`,
    ]),
    ['show empty', 'empty: Failed to read the file: it is a folder. Name a file.'],
    ['convert empty x.json', 'empty: Failed to read the file: it is a folder. Name a file.'],
    ['replay scenario.yaml/a.yaml', BELOW_A_FILE.replace('VERB', 'read')],
    ['show scenario.yaml/a.yaml', BELOW_A_FILE.replace('VERB', 'read')],
    ['serve --record scenario.yaml/a.yaml', BELOW_A_FILE.replace('VERB', 'write')],
  ])('spintape %s', async (line, message) => {
    expect(await run(line)).toEqual({ code: 2, stdout: '', stderr: `spintape: ${message}\n` });
  });

  it.each([
    ['replay --updat', 'there is no option --updat here. Did you mean --update?'],
    ['check --lwa list', 'there is no option --lwa here. Did you mean --law?'],
    [
      'record --allow-secrt a=b',
      'there is no option --allow-secrt here. Did you mean --allow-secret?',
    ],
    ['replay --frob', 'there is no option --frob here. See `spintape replay --help`.'],
    ['replay -x', 'there is no option -x here. See `spintape replay --help`.'],
    ['replay --update=3', '--update takes no value. See `spintape replay --help`.'],
    ['replay --filter', '--filter takes a value. See `spintape replay --help`.'],
    [
      'replay --app --quiet',
      '--app takes a value, and --quiet follows it. Give it one, or write --app=--quiet if that is its value.',
    ],
    ['replai', 'there is no command "replai". Did you mean replay?'],
    [
      'frobnicate',
      'there is no command "frobnicate". The commands are record, replay, run, show, serve, reproduce, verify, convert, check, init, cache, completion.',
    ],
    ...[
      ['-v', '-V'],
      ['-H', '-h'],
      ['--hlep', '--help'],
      ['--verison', '--version'],
    ].map(([given = '', meant]): [string, string] => [
      given,
      `a command is expected before ${given}. Did you mean ${meant}?`,
    ]),
    ['version', 'there is no command "version". Did you mean --version?'],
    ['hlep', 'there is no command "hlep". Did you mean help?'],
    [
      '-x',
      'a command is expected before -x. Name one first. The commands are record, replay, run, show, serve, reproduce, verify, convert, check, init, cache, completion.',
    ],
    [
      '--json replay',
      'a command is expected before --json. Name one first. The commands are record, replay, run, show, serve, reproduce, verify, convert, check, init, cache, completion.',
    ],
    ...['-1', 'x', '2', '99999', '0x1'].map((at): [string, string] => [
      `show scenario.yaml --at ${at}`,
      `--at takes a step from 0 to 1, not "${at}". See \`spintape show --help\`.`,
    ]),
  ])('spintape %s, which is an invalid command line', async (line, message) => {
    const stderr = `spintape: Failed to read the command line: ${message}\n`;
    expect(await run(line)).toEqual({ code: 2, stdout: '', stderr });
  });

  it.each([
    ['serve --listen 127.0.0.1:0 --app toml', /^spintape: toml\/spin\.toml:3: Failed to parse /],
    [
      'serve --listen 127.0.0.1:0 --app sqlite',
      /^spintape: sqlite\/spin\.toml:12: Failed to .*store.*sqlite_databases/,
    ],
  ])('spintape %s', async (line, message) => {
    const { code, stdout, stderr } = await run(line);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('shows a stack with --debug, and never without', async () => {
    const { code, stderr } = await run('replay --debug nowhere');
    expect(code).toBe(2);
    expect(stderr).toMatch(/\n {4}at /);
  });
});

describe('spintape --help', () => {
  it.each([
    ['--help', 'spintape COMMAND --help'],
    ['help', 'spintape COMMAND --help'],
    ...['replay --help', 'serve --help', 'record --help'].map((line) => [line, '--workers N']),
  ])('answers %s on stdout with exit code 0', async (line = '', says = '') => {
    const { code, stdout, stderr } = await run(line);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(says);
  });
});
