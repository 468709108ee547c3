import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { printCassette } from '../../harness/internal.ts';
import { recordVariant, variantManifest } from '../../harness/replay/variants.fixture.ts';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** Deliberate changes of one component, and the verdict of `--against` on each. */
const CHANGES = [
  ['message', 'differs', 'changed-result', 'result.result'],
  ['spaced', 'cosmetic', 'changed-result', 'result'],
  ['query', 'differs', 'changed-request', 'request GET http://upstream.test/items?page=2'],
  ['header', 'differs', 'changed-request', 'request GET http://upstream.test/items?page=1'],
  ['body', 'differs', 'changed-request', 'request POST http://upstream.test/notes'],
  ['order', 'differs', 'changed-request', 'order of requests, request 1'],
  [
    'extra-request',
    'differs',
    'more-calls',
    'request GET http://upstream.test/items?page=1&more=yes',
  ],
  ['fewer-requests', 'differs', 'fewer-calls', 'request POST http://upstream.test/notes'],
  ['host', 'differs', 'new-capability', 'request GET http://other.test/'],
  ['store', 'differs', 'new-capability', 'store extra'],
  ['look', 'differs', 'new-capability', 'store extra'],
  ['variable', 'differs', 'new-capability', 'variable variants/word'],
  ['state', 'differs', 'changed-state', 'state default/last'],
  ['trap', 'failed', 'trap', 'call'],
] as const;

const folder = temporaryFolder();

beforeAll(async () => {
  const wasm = join(projectRoot, 'test-apps/variants/dist/variants.wasm');
  for (const variant of ['plain', 'slower', ...CHANGES.map(([name]) => name)]) {
    const manifest = variantManifest(variant).replace('dist/variants.wasm', wasm);
    writeFileSync(join(folder, `${variant}.toml`), manifest);
  }
  writeFileSync(join(folder, 'a.yaml'), printCassette(await recordVariant('plain'), 'schema.json'));
});

async function against(variant: string) {
  const args = ['a.yaml', '--app', 'plain.toml', '--against', `${variant}.toml`, '--json'];
  const { code, stdout } = await spintape(['replay', ...args], { cwd: folder });
  const [result] = JSON.parse(stdout).results;
  return { code, result };
}

describe('spintape replay --against', () => {
  it.each(CHANGES)('names the change %s: %s, %s', async (variant, verdict, reason, where) => {
    const { code, result } = await against(variant);
    const [first] = result.differences;
    expect([code, result.verdict, result.reason, first.reason, first.where]).toEqual([
      1,
      verdict,
      reason,
      reason,
      where,
    ]);
  });

  it.each(['plain', 'slower'])('takes %s for the same', async (variant) => {
    expect(await against(variant)).toEqual({
      code: 0,
      result: { name: 'variants/two-looks', path: 'a.yaml', verdict: 'same', calls: 2 },
    });
  });
});
