import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMockLog } from '../../harness/dataset/judging/mock-log.ts';
import { readDeepFabricConfig } from '../../harness/formats/deepfabric/deepfabric-config.ts';
import { judgeLines, verdictsOf, worldOf } from './dataset-judge.fixture.ts';

const data = process.env['SPINTAPE_DATA'];
const folder = data === undefined ? undefined : join(data, 'deepfabric-rows');
const isThere = folder !== undefined && existsSync(folder);
if (!isThere)
  console.warn('SPINTAPE_DATA names no folder with real rows: their tests are skipped.');

function text(name: string): string {
  return readFileSync(join(folder ?? '', name), 'utf8');
}

const rows = isThere ? text('rows.jsonl').trim().split('\n') : [];
const line = (number: number): string[] => rows.slice(number - 1, number);

describe.skipIf(!isThere)('rows that DeepFabric itself wrote', () => {
  it('row 1 is the same with its configuration', async () => {
    const config = readDeepFabricConfig(text('row1.config.yaml'), 'row1.config.yaml');
    const [row] = await judgeLines(line(1), { config });
    expect([row?.verdict, row && verdictsOf(row)]).toEqual(['same', Array(4).fill('same')]);
  });

  it.each([true, false])(
    'row 2 is explained by its mocks; configuration: %s',
    async (configured) => {
      const mockLog = readMockLog(text('row2.spin.jsonl'), 'row2.spin.jsonl');
      const name = 'row2.config.yaml';
      const config = configured ? readDeepFabricConfig(text(name), name) : undefined;
      const [row] = await judgeLines(line(2), { mockLog, config });
      expect([row?.contract, row && verdictsOf(row)]).toEqual([
        'deepfabric-4',
        ['same', 'same', 'same', 'differs lost'],
      ]);
      expect(row?.calls.map(({ isExplained }) => isExplained)).toEqual([true, true, true, true]);
      const spintape = row?.under.get('spintape');
      expect(spintape && verdictsOf(spintape)).toEqual([
        'cosmetic changed-result',
        'cosmetic changed-result',
        'differs invalid-arguments',
        'differs lost',
      ]);
    },
  );

  it('row 3, of several turns, is the same with its starting file', async () => {
    const [row] = await judgeLines(line(3), worldOf({ 'main.py': "print('hello')\n" }));
    expect([row?.verdict, row && verdictsOf(row)]).toEqual(['same', Array(3).fill('same')]);
  });

  it('none is the same outright without its world', async () => {
    expect((await judgeLines(rows)).map(verdictsOf)).toEqual([
      Array(4).fill('inferred same'),
      [...Array(3).fill('unverifiable missing-mock-state'), 'differs lost'],
      Array(3).fill('inferred same'),
    ]);
  });
});
