import { expect, it } from 'vitest';
import { judgeLines, shippedHost, worldOf } from '../dataset-judge.fixture.ts';
import { deepFabricLine } from '../deepfabric-row.fixture.ts';
import { Dice } from './dice.ts';
import { FAULTS, type Fault, plantFault } from './plant-fault.ts';
import { RealSession } from './real-session.ts';
import { CORPUS_FILES, CORPUS_QUESTION, soundTurns } from './sound-session.ts';

const ROWS = Number(process.env['SPINTAPE_CORPUS_ROWS'] ?? '140');
const SEED = Number(process.env['SPINTAPE_CORPUS_SEED'] ?? '1');

/** A line with what a judge should say of it: nothing, of a sound row. */
interface CorpusRow {
  readonly line: string;
  readonly fault: Fault | undefined;
}

async function makeCorpus(): Promise<CorpusRow[]> {
  const dice = new Dice(SEED);
  const host = await shippedHost();
  const rows: CorpusRow[] = [];
  const faults = [undefined, ...FAULTS];
  const tools = ['read_file', 'write_file', 'list_files'];
  for (let made = 0; made < ROWS; made += 1) {
    const contract = dice.pick(['spintape', 'deepfabric-4']);
    const session = await RealSession.start(host, contract, CORPUS_FILES);
    const turns = await soundTurns(session, dice);
    const fault = faults[made % faults.length];
    const told = fault === undefined ? turns : plantFault(turns, fault, dice);
    rows.push({ line: deepFabricLine(told, { question: CORPUS_QUESTION, tools }), fault });
  }
  return rows;
}

it('accuses no sound row, and finds planted faults for what they are', {
  timeout: 600_000,
}, async () => {
  const corpus = await makeCorpus();
  const judged = await judgeLines(
    corpus.map(({ line }) => line),
    worldOf(CORPUS_FILES),
  );
  const found = corpus.map(({ fault }, index) => ({ fault, reason: judged[index]?.reason, index }));
  const table = FAULTS.map((fault) => {
    const planted = found.filter((row) => row.fault === fault);
    const named = found.filter((row) => row.reason === fault);
    const right = planted.filter((row) => row.reason === fault);
    return { fault, planted: planted.length, named: named.length, right: right.length };
  });
  console.table(table);
  expect(found.filter(({ fault, reason }) => fault === undefined && reason !== undefined)).toEqual(
    [],
  );
  for (const { right, planted } of table) expect(right / planted).toBeGreaterThanOrEqual(0.99);
});
