import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../harness/cli/command-table/commands.ts';
import { projectRoot, serveApp } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const ROW = {
  messages: [
    { role: 'user', content: 'Read it.' },
    {
      role: 'assistant',
      tool_calls: [
        { id: 'c1', function: { name: 'read_file', arguments: '{"file_path":"notes.txt"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'c1', content: 'first' },
  ],
};

let folder = '';

/** What the examples name: recordings, and rows with their world. */
beforeAll(() => {
  folder = temporaryFolder();
  for (const name of ['cassettes', 'scenarios']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'rows.jsonl'), `${JSON.stringify(ROW)}\n`);
  const world = 'spintape: 1\nname: world\nworld: {seed: 1, files: {notes.txt: first}}\n';
  writeFileSync(join(folder, 'world.yaml'), world);
  mkdirSync(join(folder, 'bin'));
  const main = join(projectRoot, 'dist/harness/cli/main.js');
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  writeFileSync(join(folder, 'bin/spintape'), shim, { mode: 0o755 });
});

const { serve, init, ...others } = COMMANDS;

describe('the examples of the help', () => {
  // In the order of the table, since what one writes another reads.
  const examples = Object.values(others).flatMap((spec): string[] => [...spec.examples]);

  it.each(examples)('%s', (example) => {
    const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`;
    // One of them clears the cache.
    const XDG_CACHE_HOME = join(folder, 'cache');
    const env = { ...process.env, PATH, GITHUB_ACTIONS: '', XDG_CACHE_HOME };
    const { status, stderr } = spawnSync('bash', ['-c', example], {
      ...{ cwd: folder, env, encoding: 'utf8' },
    });
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/spintape: |warning/)]);
  });

  it.each(init.examples)('%s', (example) => {
    const cwd = temporaryFolder();
    for (const app of ['', 'services/notes']) {
      cpSync(join(projectRoot, 'test-apps/foreign'), join(cwd, app), { recursive: true });
    }
    const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`;
    const env = { ...process.env, PATH };
    const { status, stderr } = spawnSync('bash', ['-c', example], { cwd, env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.stringContaining('wrote spintape.config.yaml')]);
  });

  it.each(serve.examples)('%s', async (example) => {
    const [, , ...args] = example.replace(':8080', '127.0.0.1:0').split(' ');
    const app = await serveApp(args, { cwd: folder });
    expect((await app.end()).code).toBe(0);
  });
});
