import { invariant } from '../../errors.ts';
import type { CallJudgement, RowJudgement, RowVerdict } from '../../tool-call/row-judgement.ts';
import { SEVERITY, worstVerdict } from '../../tool-call/verdict.ts';
import type { ClaimedCall, DatasetRow, UnreadableRow } from '../rows/dataset-row.ts';
import { type DatasetWorld, knownFiles, type RowContract } from './dataset-world.ts';
import { inferFiles } from './infer-files.ts';
import { isStoreFailure, judgeCall } from './judge-call.ts';
import type { RowRunner } from './row-runner.ts';

/**
 * Runs the calls of a row again, in a fresh world under each contract, and judges them. One service
 * made the row, so one contract must explain all of it: the best one does, the first of equals.
 */
export async function judgeRow(
  runner: RowRunner,
  row: DatasetRow,
  world: DatasetWorld,
): Promise<RowJudgement> {
  const under = new Map<RowContract, RowVerdict>();
  if (row.calls.length === 0) {
    const nothing = {
      verdict: 'unverifiable',
      reason: 'missing-calls',
      isInferred: false,
    } as const;
    return { line: row.line, ...nothing, calls: [], under };
  }
  let best: { readonly contract: RowContract; readonly verdict: RowVerdict } | undefined;
  for (const contract of runner.contracts) {
    const verdict = rowVerdict(await judgeUnder(runner, { row, contract, world }));
    under.set(contract, verdict);
    if (best === undefined || isBetter(verdict, best.verdict)) best = { contract, verdict };
    // It explains the whole row, so the other contracts are not tried.
    if (verdict.verdict === 'same') break;
  }
  invariant(best !== undefined, 'there is no contract');
  const { contract } = best;
  const verdict = withRefusals(best.verdict, under);
  under.set(contract, verdict);
  return { line: row.line, ...verdict, contract, under };
}

/**
 * If no contract explains a call and one refuses its arguments, the arguments are the reason: the
 * different answer of the other contract, which does not validate them, is less specific.
 */
function withRefusals(best: RowVerdict, under: ReadonlyMap<RowContract, RowVerdict>): RowVerdict {
  const refused = new Map(
    [...under].flatMap(([contract, { calls }]) =>
      calls
        .filter(({ reason }) => reason === 'invalid-arguments')
        .map(({ step }) => [step, contract] as const),
    ),
  );
  if (refused.size === 0) return best;
  const calls = best.calls.map((call): CallJudgement => {
    const contract = refused.get(call.step);
    if (call.reason !== 'drifted' || contract === undefined) return call;
    const note = `under ${contract}, the tool refuses the arguments`;
    return { ...call, reason: 'invalid-arguments', note };
  });
  return rowVerdict(calls);
}

/** The judgement of a line that is not a row. */
export function judgeUnreadable({ line, problem }: UnreadableRow): RowJudgement {
  const verdict = { verdict: 'unverifiable', reason: 'unreadable-row', isInferred: false } as const;
  return { line, ...verdict, calls: [], under: new Map(), problem };
}

interface RowTrial {
  readonly row: DatasetRow;
  readonly contract: RowContract;
  readonly world: DatasetWorld;
}

async function judgeUnder(
  runner: RowRunner,
  { row, contract, world }: RowTrial,
): Promise<CallJudgement[]> {
  const known = knownFiles(world);
  const runs = await runner.run(row, contract, known ?? inferFiles(row, contract));
  const contradicted = contradictedCalls(runner, { row, contract, world });
  const judgements: CallJudgement[] = [];
  for (const call of row.calls) {
    const evidence = {
      row,
      run: runs.get(call),
      contract,
      isInferred: known === undefined,
      contradicts: async () => (await contradicted()).has(call),
    };
    judgements.push(await judgeCall(call, evidence));
  }
  return judgements;
}

/**
 * The calls of the virtual filesystem that no starting world explains: they differ even in the
 * smallest world that the row implies. Computed on first use, because most rows do not need them.
 */
function contradictedCalls(
  runner: RowRunner,
  { row, contract }: RowTrial,
): () => Promise<ReadonlySet<ClaimedCall>> {
  let found: Promise<ReadonlySet<ClaimedCall>> | undefined;
  const find = async (): Promise<ReadonlySet<ClaimedCall>> => {
    const runs = await runner.run(row, contract, inferFiles(row, contract));
    const calls = row.calls.filter((call) => {
      const run = runs.get(call);
      const isOfFiles = run?.kind === 'answered' && run.component === 'vfs';
      return (
        isOfFiles && !isStoreFailure(call) && !run.reported.some(({ text }) => text === call.answer)
      );
    });
    return new Set(calls);
  };
  return () => {
    found ??= find();
    return found;
  };
}

function rowVerdict(calls: readonly CallJudgement[]): RowVerdict {
  const verdict = worstVerdict(calls.map((call) => call.verdict));
  const reason = calls.find((call) => call.verdict === verdict)?.reason;
  const isInferred = calls.some((call) => call.isInferred);
  return { verdict, ...(reason === undefined ? {} : { reason }), isInferred, calls };
}

/** Fewer bad calls before fewer doubtful ones. */
function isBetter(one: RowVerdict, other: RowVerdict): boolean {
  for (const verdict of SEVERITY.toReversed()) {
    const [mine, theirs] = [one, other].map(
      ({ calls }) => calls.filter((call) => call.verdict === verdict).length,
    );
    if (mine !== theirs && verdict !== 'same') return (mine ?? 0) < (theirs ?? 0);
  }
  return false;
}
