import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleHarness } from './bundle-harness.ts';

const FILES = {
  'package.json': '{"type": "module"}',
  'harness/cli/main.js':
    "#!/usr/bin/env node\nimport { where } from '../place/where.js';\n" +
    "console.log(where);\nconsole.log((await import('../place/late.js')).late);\n",
  'harness/engine/worker.js':
    "import { where } from '../place/where.js';\nconsole.log('worker', where);\n",
  'properties/subjects/law-worker.js':
    "import { where } from '../../harness/place/where.js';\nconsole.log('laws', where);\n",
  'harness/place/where.js': 'export const where = import.meta.url;\n',
  'harness/place/late.js':
    "import { where } from './where.js';\nconsole.log('late');\n" +
    "export const late = new URL('../../data.json', import.meta.url).href + where.length;\n",
};

let output: string;

beforeEach(async () => {
  output = await realpath(await mkdtemp(join(tmpdir(), 'spintape-bundle-')));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(output, path)), { recursive: true });
    await writeFile(join(output, path), text);
  }
});

afterEach(() => rm(output, { recursive: true }));

function run(entry: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [join(output, entry)]);
  return `${stdout}${stderr}`;
}

describe('bundleHarness', () => {
  it('changes neither what the entries do nor the URLs of their modules', async () => {
    const entries = [
      'harness/cli/main.js',
      'harness/engine/worker.js',
      'properties/subjects/law-worker.js',
    ];
    const before = entries.map(run);
    expect(before[0]).toMatch(/\/harness\/place\/where\.js\nlate\nfile:.*\/data\.json\d+\n$/);
    await bundleHarness(output);
    expect(entries.map(run)).toEqual(before);
  });

  it('makes entries that need only the modules that they load later', async () => {
    await bundleHarness(output);
    await rm(join(output, 'harness/place'), { recursive: true });
    expect(run('harness/cli/main.js')).toMatch(/\/data\.json\d+\n$/);
    expect(run('harness/engine/worker.js')).toMatch(/^worker file:/);
    expect(run('properties/subjects/law-worker.js')).toMatch(/^laws file:/);
  });
});
