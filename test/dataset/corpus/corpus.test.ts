import { expect, it } from 'vitest';
import type { DatasetWorld } from '../../../harness/dataset/judging/dataset-world.ts';
import { readMockLog } from '../../../harness/dataset/judging/mock-log.ts';
import { RecordedAnswers } from '../../../harness/dataset/judging/recorded-answers.ts';
import type { RowJudgement } from '../../../harness/tool-call/row-judgement.ts';
import { judgeLines, shippedApp, worldOf } from '../dataset-judge.fixture.ts';
import { githubCassettes, reportedCalls } from '../reported-calls.fixture.ts';
import { Dice } from './dice.ts';
import { CORPUS_FILES, filesTrace } from './files-trace.ts';
import { githubTrace } from './github-trace.ts';
import { GUESSED_FILES, guessesTrace } from './guesses-trace.ts';
import { CORPUS_MOCK_LOG, mockTrace } from './mock-trace.ts';
import { RealSession } from './real-session.ts';
import { RECIPES, type Recipe } from './recipes.ts';
import type { Trace } from './trace.ts';

// SPINTAPE_CORPUS_ROWS=2000 npx vitest run test/dataset/corpus
const ROWS = Number(process.env['SPINTAPE_CORPUS_ROWS'] ?? String(2 * RECIPES.length));
const SEED = Number(process.env['SPINTAPE_CORPUS_SEED'] ?? '1');

/** A line with its expected verdict. */
interface CorpusRow {
  readonly line: string;
  readonly recipe: Recipe;
}

async function tell({ trace }: Recipe, dice: Dice): Promise<Trace> {
  if (trace === 'github') return githubTrace(reportedCalls('github/read-tools'), dice);
  const contract = dice.pick(['spintape', 'deepfabric-4']);
  const files = { files: CORPUS_FILES, guesses: GUESSED_FILES, mocks: {} }[trace];
  const session = await RealSession.start(await shippedApp(), contract, files);
  const tellers = { files: filesTrace, guesses: guessesTrace, mocks: mockTrace };
  return tellers[trace](session, dice);
}

async function makeCorpus(): Promise<CorpusRow[]> {
  const dice = new Dice(SEED);
  const rows: CorpusRow[] = [];
  for (let made = 0; made < ROWS; made += 1) {
    const recipe = RECIPES[made % RECIPES.length];
    if (recipe === undefined) continue;
    const trace = recipe.plant(await tell(recipe, dice), dice);
    rows.push({ line: recipe.print(trace), recipe });
  }
  return rows;
}

const WORLDS: Readonly<Record<Recipe['trace'], Partial<DatasetWorld>>> = {
  files: worldOf(CORPUS_FILES),
  guesses: worldOf(GUESSED_FILES),
  mocks: { mockLog: readMockLog(CORPUS_MOCK_LOG, 'the log') },
  github: { recorded: RecordedAnswers.of(githubCassettes) },
};

async function judge(rows: readonly CorpusRow[]): Promise<Map<CorpusRow, RowJudgement>> {
  const judged = new Map<CorpusRow, RowJudgement>();
  for (const [trace, world] of Object.entries(WORLDS)) {
    for (const isKnown of [true, false]) {
      const own = rows.filter(({ recipe }) => recipe.trace === trace && recipe.isKnown === isKnown);
      const lines = own.map(({ line }) => line);
      const judgements = await judgeLines(lines, isKnown ? world : {});
      for (const [index, row] of own.entries()) {
        const judgement = judgements[index];
        if (judgement !== undefined) judged.set(row, judgement);
      }
    }
  }
  return judged;
}

it('reports no sound row, and finds planted faults with the right reason', {
  timeout: 3_600_000,
}, async () => {
  const judged = await judge(await makeCorpus());
  const found = [...judged].map(([{ recipe, line }, { verdict, reason }]) => {
    const isAccused = verdict !== 'same' && verdict !== 'cosmetic';
    return { planted: recipe.reason, found: isAccused ? reason : undefined, recipe, line };
  });
  const reasons = [...new Set(RECIPES.flatMap(({ reason }) => reason ?? []))];
  const table = reasons.map((reason) => {
    const planted = found.filter((row) => row.planted === reason);
    const named = found.filter((row) => row.found === reason);
    const right = planted.filter((row) => row.found === reason).length;
    const precision = right / named.length;
    return {
      reason,
      planted: planted.length,
      named: named.length,
      precision,
      recall: right / planted.length,
    };
  });
  console.table(table);
  const wrong = found.filter((row) => row.planted !== row.found);
  if (process.env['SPINTAPE_CORPUS_SHOW'] !== undefined) console.log(wrong.slice(0, 5));
  expect(judged.size).toBe(ROWS);
  expect(wrong.filter(({ planted }) => planted === undefined)).toEqual([]);
  for (const { recall } of table) expect(recall).toBeGreaterThanOrEqual(0.99);
});
