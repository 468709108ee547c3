import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';

/** Other versions of Node, as paths of their programs. */
const others = (process.env['SPINTAPE_NODES'] ?? '').split(delimiter).filter(existsSync);

if (others.length === 0) {
  console.warn('other versions of Node: skipped, because SPINTAPE_NODES names no program of one');
}

const release = join(projectRoot, 'test/frozen/0.1.0');

const COMMANDS: readonly (readonly string[])[] = [
  ['replay', 'cassettes', '--json'],
  ['run', 'scenarios', '--json'],
  ['reproduce', 'rows.jsonl', '--world', 'world.yaml', '--json'],
];

describe.skipIf(others.length === 0)('another version of Node, in another zone and locale', () => {
  it.each(COMMANDS)('gives the same bytes: %s %s', async (...args) => {
    const here = await spintape(args, { cwd: release });
    expect(here.stdout).toContain('"summary"');
    const env = { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };
    for (const node of others) {
      const there = await spintape(args, { cwd: release, env, node });
      expect([node, there.code, there.stdout]).toEqual([node, here.code, here.stdout]);
    }
  });
});
