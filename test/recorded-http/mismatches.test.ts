import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCassette } from '../../harness/internal.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import type { ReportDocument } from '../tool-calls.fixture.ts';
import { MISMATCH_CASES } from './mismatch-cases.ts';
import { replayOffline } from './offline-replay.ts';
import { placeOf, WireContext } from './wire-context.ts';

const folder = temporaryFolder();
let wireContext: WireContext;
let report: ReportDocument;
let code: number | NodeJS.Signals;

beforeAll(async () => {
  wireContext = await WireContext.open(MISMATCH_CASES);
  for (const wire of MISMATCH_CASES) {
    const { header, entries } = await wireContext.record(wire);
    const [first, ...others] = entries;
    if (first === undefined) throw new Error(`${wire.name} recorded nothing`);
    const edited = { ...first, exchanges: wire.edit(first.exchanges) };
    writeCassette(join(folder, 'cassettes', `${placeOf(wire)}.yaml`), {
      header,
      entries: [edited, ...others],
    });
  }
  const replayed = await replayOffline(folder);
  report = JSON.parse(wireContext.named(JSON.stringify(replayed.report)));
  code = replayed.ended.code;
});
afterAll(() => wireContext.close());

describe('a replay differs for', () => {
  it.each(MISMATCH_CASES)('$name', (wire) => {
    const result = report.results.find(({ name }) => name === placeOf(wire));
    expect(result).toMatchObject({ verdict: 'differs', reason: wire.difference['reason'] });
    expect(result?.differences?.[0]).toMatchObject({ step: 1, ...wire.difference });
  });

  it('all of them, so that the command fails', () => {
    expect([code, report.summary['differs']]).toEqual([1, MISMATCH_CASES.length]);
  });
});
