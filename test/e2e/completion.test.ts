import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

let folder = '';

/** A command that completes as the built one does, and notes what else it is called with. */
beforeAll(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'tapes of ours'));
  writeFileSync(join(folder, 'only-one.yaml'), '');
  const main = join(projectRoot, 'dist/harness/cli/main.js');
  const shim = `#!/bin/sh
case $1 in complet*) exec '${process.execPath}' '${main}' "$@" ;; esac
for word; do printf '[%s]' "$word"; done >> '${folder}/called'
echo >> '${folder}/called'
`;
  writeFileSync(join(folder, 'bin/spintape'), shim, { mode: 0o755 });
});

function run(command: string, args: readonly string[], input = ''): SpawnSyncReturns<string> {
  const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`;
  const env = { PATH, HOME: folder, TERM: 'dumb', LC_ALL: 'C' };
  const options = { cwd: folder, env, input, encoding: 'utf8', timeout: 60_000 } as const;
  return spawnSync(command, args, options);
}

function lacks(command: string): boolean {
  return spawnSync(command, ['--version']).status !== 0;
}

/** What is typed; a tab is the key. */
const TYPED = [
  'spintape repl\t--inst\tf\t',
  'spintape replay --instances=f\t',
  'spintape check --prof\tq\t',
  'spintape replay only\t',
  'spintape replay --junit=only\t',
  'spintape replay tap\t',
  'spintape serve only\t',
  'false && spintape replay $(touch harm) --inst\tf\t',
];

const CALLED = `\
[replay][--instances][fresh]
[replay][--instances=fresh]
[check][--profile][quick]
[replay][only-one.yaml]
[replay][--junit=only-one.yaml]
[replay][tapes of ours]
[serve][only]
`;

/** Types into an interactive shell on a terminal, and gives how the command was called. */
function called(shell: string, start: string): string {
  writeFileSync(join(folder, 'called'), '');
  run('script', ['-qec', shell, '/dev/null'], `${[start, ...TYPED, 'exit'].join('\n')}\n`);
  // Zsh takes the slash behind a folder away again, and bash leaves it.
  return readFileSync(join(folder, 'called'), 'utf8').replace('/]', ']');
}

// A shell that is not there is named among the tests that were skipped.
describe.skipIf(lacks('script'))(
  'on a terminal, runs nothing of what is typed and completes',
  () => {
    it.skipIf(lacks('bash'))('in bash', () => {
      expect(called('bash --norc -i', 'source <(spintape completion bash)')).toBe(CALLED);
      expect(existsSync(join(folder, 'harm'))).toBe(false);
    });

    it.skipIf(lacks('zsh'))('in zsh', () => {
      const start = 'autoload -U compinit && compinit -u; source <(spintape completion zsh)';
      expect(called('zsh -f -i', start)).toBe(CALLED);
      expect(existsSync(join(folder, 'harm'))).toBe(false);
    });
  },
);

it.skipIf(lacks('fish'))('completes in fish', () => {
  const typed = ['spintape repl', ...TYPED.map((line) => line.trimEnd())];
  const lines = typed.flatMap((line) => (/[\t$]/.test(line) ? [] : `complete -C '${line}'`));
  const script = ['spintape completion fish | source', ...lines].join('\n');
  expect(run('fish', ['--no-config', '-c', script]).stdout.split('\n')).toEqual([
    'replay\truns recorded calls again, offline, and compares',
    '--instances=fresh',
    'only-one.yaml',
    '--junit=only-one.yaml',
    'tapes of ours/',
    '',
  ]);
});

it('prints a script for PowerShell', async () => {
  const { code, stdout } = await spintape(['completion', 'powershell']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('Register-ArgumentCompleter')]);
});

it.each([[[]], [['tcsh']], [['bash', 'zsh']]])('takes the name of one shell: %j', async (args) => {
  expect(await spintape(['completion', ...args])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'spintape: Failed to read the command line: completion takes bash, zsh, fish or powershell. See `spintape completion --help`.\n',
  });
});
