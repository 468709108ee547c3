import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';

const FILE = 'cassettes/vfs/read-back.yaml';

describe('spintape show', () => {
  it('prints the steps of a cassette', async () => {
    const { code, stdout, stderr } = await spintape(['show', FILE]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').slice(0, 10).join('\n')).toMatchInlineSnapshot(`
      "vfs/read-back: 6 calls of spintape-tools, seed 1

      step 1, line 8 at 2026-01-05T09:00:00.000Z
        call: vfs read_file {"file_path":"config.json"} in session "s-1"
        result: FileNotFound: File not found: config.json

      step 2, line 12 at 2026-01-05T09:00:01.000Z
        call: vfs write_file {"file_path":"config.json","content":"{\\"debug\\": true}"} in session "s-1"
        result: Successfully wrote 15 bytes to config.json
        state: default/vfs/s-1/config.json = {"path":"config.json","written":1767603601000,"after":0,"content":"{\\"debug\\": true}"}"
    `);
  });

  it('prints the world after a step', async () => {
    expect((await spintape(['show', FILE, '--at', '4'])).stdout).toMatchInlineSnapshot(`
      "vfs/read-back after step 4

      clock: 2026-01-05T09:00:03.000Z (when the step began)
      variables: none
      files:
        session "s-1", config.json = {"debug": true}
      mocks: none
      values: none
      "
    `);
    const { stdout } = await spintape(['show', FILE, '--at', '5', '--json']);
    expect(JSON.parse(stdout).results).toEqual([
      {
        name: 'vfs/read-back',
        path: FILE,
        step: 5,
        world: {
          clock: '2026-01-05T09:00:04.000Z',
          variables: {},
          files: [],
          mocks: [],
          values: [],
        },
      },
    ]);
  });

  it('spells secrets as files do, and never as placeholders', async () => {
    const file = 'cassettes/github/read-tools.yaml';
    for (const args of [
      [file, '--json'],
      [file, '--at', '1'],
      [file, '--at', '1', '--json'],
    ]) {
      const { stdout } = await spintape(['show', ...args]);
      expect(stdout).toContain('<secret:github_token>');
      expect(stdout).not.toContain('.stand-in');
    }
  });

  it.each([
    [[FILE, '--at', '7'], '--at takes a step from 0 to 6, not "7"'],
    [[FILE, '--at', 'x'], '--at takes a step from 0 to 6, not "x"'],
    [[], 'show takes one cassette'],
    [[FILE, FILE], 'show takes one cassette'],
  ])('is refused with exit code 2: show %j', async (args, reason) => {
    const { code, stdout, stderr } = await spintape(['show', ...args]);
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `spintape: Failed to read the command line: ${reason}. See \`spintape show --help\`.\n`,
    ]);
  });
});
