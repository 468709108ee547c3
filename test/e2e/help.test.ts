import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../harness/cli/command-table/commands.ts';
import { projectRoot, spintape } from '../spintape.fixture.ts';

describe('the command line', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    for (const args of [['--version'], ['-V'], ['replay', '--version'], ['show', 'a.yaml', '-V']]) {
      expect(await spintape(args)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    }
  });

  it.each([[[]], [['replay']]])('prints the help of %j for -h as for --help', async (command) => {
    const long = await spintape([...command, '--help']);
    expect(long).toMatchObject({ code: 0, stderr: '' });
    expect(long.stdout).toContain(`spintape ${command[0] ?? 'COMMAND'} `);
    expect(await spintape([...command, '-h'])).toEqual(long);
    expect(await spintape(['help', ...command])).toEqual(long);
  });

  it('names every command of the documentation on one screen', async () => {
    const document = readFileSync(join(projectRoot, 'docs/command-line.md'), 'utf8');
    const documented = [...document.matchAll(/^## `spintape (\w+)/gm)].map(([, name]) => name);
    const { stdout } = await spintape(['--help']);
    const named = [...stdout.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(documented.sort());
    expect(stdout.split('\n').length - 1).toBeLessThanOrEqual(24);
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  it('refers to a list of the documents, which names each of them', async () => {
    const [path = ''] = /docs\/\S+\.md/.exec((await spintape(['--help'])).stdout) ?? [];
    const list = readFileSync(join(projectRoot, path), 'utf8');
    const documents = readdirSync(join(projectRoot, 'docs')).filter((name) => /\.md$/.test(name));
    const others = documents.filter((name) => path !== `docs/${name}`);
    expect(others.filter((name) => !list.includes(`](${name})`))).toEqual([]);
  });

  it.each(Object.values(COMMANDS))('has a help text of $name for a terminal', async (spec) => {
    const { code, stdout } = await spintape([spec.name, '--help']);
    expect([code, widest(stdout) <= 80]).toEqual([0, true]);
    expect(stdout).toContain(`\nExamples:\n  ${spec.examples.join('\n  ')}\n`);
  });

  it('prints the whole help of a command', async () => {
    expect((await spintape(['show', '--help'])).stdout).toBe(SHOW_HELP);
  });
});

const SHOW_HELP = `\
Usage: spintape show CASSETTE [OPTION…]

Prints what happened in a cassette, step by step. Long values are cut, except
with --json.

Options:
  --at N                the world after step N instead: clock, variables, files,
                        mocks, values; 0 is the starting world

Options of every command:
  --app PATH            a spin.toml, or its folder (default: the project's, or
                        the shipped app)
  --workers N           worker threads (default: the number of cores)
  --instances MODE      reset or fresh: how each call gets a clean instance,
                        restored in place or, more slowly, instantiated
                        (default: reset)
  --seed N              what randomness starts from
  --json                one JSON document on stdout
  --quiet               no progress, and no output of components, on stderr
  --debug               stack traces of errors

Examples:
  spintape show cassettes/vfs/read-back.yaml
  spintape show cassettes/vfs/read-back.yaml --at 2
`;

function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}
