import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
    expect(long.stdout).toContain('spintape replay [PATH…]');
    expect(await spintape([...command, '-h'])).toEqual(long);
    expect(await spintape(['help', ...command])).toEqual(long);
  });

  it('has a help text for every command of the documentation', async () => {
    const document = readFileSync(join(projectRoot, 'docs/command-line.md'), 'utf8');
    const documented = [...document.matchAll(/^## `spintape (\w+)/gm)].map(([, name]) => name);
    const { stdout } = await spintape(['--help']);
    const helped = [...stdout.matchAll(/^spintape (\w+)/gm)].map(([, name]) => name);
    expect(helped).toEqual(expect.arrayContaining(documented));
  });
});
