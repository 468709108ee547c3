import { printedPair, printedValue } from '../../compare/printed-value.ts';
import { canonicalJson } from '../../json/canonical-json.ts';
import type { CallJudgement } from '../../tool-call/row-judgement.ts';
import type { Verdict, VerdictReason } from '../../tool-call/verdict.ts';
import { argumentFault } from '../rows/argument-fault.ts';
import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import { foreknowledge } from '../time-travel/time-travel.ts';
import type { AnsweredRun, ClaimRun } from './call-run.ts';
import type { RowContract } from './dataset-world.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';
import { missingNote } from './missing-note.ts';
import type { ReportedAnswer } from './reported-answer.ts';

/** The evidence for judging a call. */
export interface CallEvidence {
  readonly row: DatasetRow;
  /** Undefined when the call was not run, because it cannot have been executed. */
  readonly run: ClaimRun | undefined;
  readonly contract: RowContract;
  /** Whether the starting files were inferred from the row. */
  readonly isInferred: boolean;
  /** Whether the answer contradicts earlier calls of the row; computed only when needed. */
  contradicts(): Promise<boolean>;
}

/**
 * Judges a call. If its answer cannot be determined, it is `ambiguous-answer`; if only an API would
 * refuse its ids, `ambiguous-answer` replaces a passing verdict. Of several other reasons that
 * apply, the first counts: `lost`, `invalid-arguments` for arguments that are not JSON,
 * `time-travel`; then the result of the run (`same`, `cosmetic`); then `infrastructure`,
 * `invalid-arguments`, `missing-world`, `contradiction`, `drifted`. A call that would pass, or
 * could not be judged, is `contradicts-itself` if the row executed something else; one that would
 * pass is `missing-calls` if the row has calls that were not read.
 */
export async function judgeCall(call: ClaimedCall, evidence: CallEvidence): Promise<CallJudgement> {
  const { idFault } = call;
  const isHidden = call.isShown && idFault?.isAmbiguous === true;
  const judgement = isHidden ? undefined : await judgeClaim(call, evidence);
  const isGood = judgement?.verdict === 'same' || judgement?.verdict === 'cosmetic';
  const { denial, unread } = call;
  const otherwise =
    call.executedOtherwise ?? (denial?.claim === 'not executed' ? denial.note : undefined);
  if (otherwise !== undefined && (isGood || judgement?.verdict === 'unverifiable')) {
    return judged(call, evidence, { ...CONTRADICTS_ITSELF, note: otherwise });
  }
  if (unread !== undefined && isGood && idFault === undefined) {
    const reason = 'missing-calls';
    return judged(call, evidence, { verdict: 'unverifiable', reason, note: unread });
  }
  if (judgement !== undefined && (idFault === undefined || !isGood)) return judgement;
  const note = idFault?.note ?? '';
  return judged(call, evidence, { verdict: 'unverifiable', reason: 'ambiguous-answer', note });
}

const CONTRADICTS_ITSELF = { verdict: 'differs', reason: 'contradicts-itself' } as const;

async function judgeClaim(call: ClaimedCall, evidence: CallEvidence): Promise<CallJudgement> {
  const { row, run } = evidence;
  const loss = lossOf(call, row);
  if (loss !== undefined)
    return judged(call, evidence, { verdict: 'differs', reason: 'lost', ...loss });
  if (call.args === undefined) {
    const note = 'the arguments are not JSON';
    return judged(call, evidence, { verdict: 'differs', reason: 'invalid-arguments', note });
  }
  const reported = foreknowledge(row, call);
  if (reported !== undefined) {
    const literal = printedValue(reported.literal);
    const note = `${literal} is reported by step ${reported.reportedBy} and nothing before`;
    return judged(call, evidence, { verdict: 'differs', reason: 'time-travel', note });
  }
  if (run?.kind === 'failed') {
    const { reason, message: note } = run;
    return judged(call, evidence, { verdict: 'failed', reason, note });
  }
  if (run?.kind === 'answered') return judgeAnswer(call, evidence, run);
  if (call.answer !== undefined && isInfrastructureFailure(call.answer)) {
    return judged(call, evidence, { verdict: 'differs', reason: 'infrastructure' });
  }
  const note = schemaFault(call, evidence);
  if (note !== undefined) {
    return judged(call, evidence, { verdict: 'differs', reason: 'invalid-arguments', note });
  }
  const reason = run?.reason ?? 'missing-component';
  const missing = missingNote(reason, call.tool);
  return judged(call, evidence, {
    verdict: 'unverifiable',
    reason,
    ...(missing === undefined ? {} : { note: missing }),
  });
}

/**
 * How arguments violate the row's own schema of the tool, although the row shows a successful
 * answer. The services of DeepFabric 4 do not validate schemas.
 */
function schemaFault(call: ClaimedCall, { row, contract }: CallEvidence): string | undefined {
  const { tool, args, answer } = call;
  const schema = row.tools.get(tool);
  if (schema === undefined || args === undefined || answer === undefined) return undefined;
  const isChecked = !row.isDeepFabric || contract === 'spintape';
  if (!isChecked || REFUSING.test(answer.slice(0, 300))) return undefined;
  const fault = argumentFault(args, schema);
  return fault === undefined ? undefined : `by the row's own schema, ${fault}`;
}

/** The answer of a tool that refuses a call contains at least one of these words. */
const REFUSING =
  /error|invalid|missing|required|fail|exception|must|expected|unknown|not (?:found|allowed|a)/i;

/** Whether the answer reports a failing store, as some starting world may have. */
export function isStoreFailure({ answer }: ClaimedCall): boolean {
  return answer?.startsWith('Error (IOError): ') === true;
}

const NOT_IN_REGISTRY = /^Error: Tool '.*' not found in registry$/s;

function lossOf(call: ClaimedCall, row: DatasetRow): Partial<Finding> | undefined {
  const { tool, answer, isShown } = call;
  if (!isShown) return { note: 'only the reasoning has the call' };
  const isUnknown = row.tools.size > 0 && !row.tools.has(tool);
  if (answer === `Error: Tool '${tool}' not found in registry`) {
    return { isExplained: true, note: 'the tool is not in the registry' };
  }
  if (answer !== undefined && NOT_IN_REGISTRY.test(answer)) {
    return { note: 'the answer speaks of another tool' };
  }
  if (!row.isDeepFabric) return undefined;
  if (isUnknown) return { note: 'the row has no such tool, so that it was never called' };
  return answer === undefined ? { note: 'the row has no answer to it' } : undefined;
}

async function judgeAnswer(
  call: ClaimedCall,
  evidence: CallEvidence,
  { reported, component }: AnsweredRun,
): Promise<CallJudgement> {
  const { answer } = call;
  if (answer === undefined) {
    return judged(call, evidence, {
      verdict: 'unverifiable',
      reason: 'missing-answer',
      note: 'the row has no answer to the call',
    });
  }
  const found =
    reported.find(({ text }) => text === answer) ??
    reported.find(({ text }) => isSameJson(text, answer));
  if (found !== undefined) {
    const judgement = judgeCopy(call, evidence, found.text);
    if (judgement.verdict === 'differs' || call.denial?.claim !== 'failed') return judgement;
    if (isFailure(found, component)) return judgement;
    return judged(call, evidence, { ...CONTRADICTS_ITSELF, note: call.denial.note });
  }
  const [{ text, refusesArguments }] = reported;
  const [recorded, actual] = printedPair(answer, text);
  const shown = { recorded, actual };
  if (isInfrastructureFailure(answer)) {
    return judged(call, evidence, { verdict: 'differs', reason: 'infrastructure', ...shown });
  }
  const note = refusesArguments ? undefined : schemaFault(call, evidence);
  if (refusesArguments || note !== undefined) {
    const noted = note === undefined ? shown : { ...shown, note };
    return judged(call, evidence, { verdict: 'differs', reason: 'invalid-arguments', ...noted });
  }
  if (evidence.isInferred && isStoreFailure(call)) {
    const note = 'whether the store failed is not known; describe it with --world';
    return judged(call, evidence, { verdict: 'unverifiable', reason: 'missing-world', note });
  }
  const reason = (await evidence.contradicts()) ? 'contradiction' : 'drifted';
  return judged(call, evidence, { verdict: 'differs', reason, ...shown });
}

/** Whether a writer may call an answer a failure: mocks and services have errors of their own. */
function isFailure({ text, isError }: ReportedAnswer, component: string): boolean {
  return isError || (component !== 'vfs' && OWN_ERROR.test(text));
}

const OWN_ERROR = /^\s*"?(?:error|exception|traceback|fail)|^\s*\{[^}]*"(?:error|errors|isError)"/i;

/** DeepFabric keeps the answer of a passing call twice; the second copy must be the same. */
function judgeCopy(call: ClaimedCall, evidence: CallEvidence, text: string): CallJudgement {
  const { answer = '', copy = answer } = call;
  if (copy !== answer && !isSameJson(copy, answer)) {
    const [recorded, actual] = printedPair(copy, text);
    const note = 'tool_context has another answer than the messages';
    return judged(call, evidence, {
      verdict: 'differs',
      reason: 'contradiction',
      recorded,
      actual,
      note,
    });
  }
  if (text === answer) return judged(call, evidence, { verdict: 'same' });
  const [recorded, actual] = printedPair(answer, text);
  return judged(call, evidence, {
    verdict: 'cosmetic',
    reason: 'changed-result',
    recorded,
    actual,
  });
}

interface Finding {
  readonly verdict: Verdict;
  readonly reason?: VerdictReason;
  readonly isExplained?: boolean;
  readonly recorded?: string;
  readonly actual?: string;
  readonly note?: string;
}

function judged(
  call: ClaimedCall,
  { run, isInferred }: CallEvidence,
  finding: Finding,
): CallJudgement {
  const { step, tool, answer } = call;
  const errorType = answer === undefined ? undefined : /^Error \((\w+)\): /.exec(answer)?.[1];
  const restsOnFiles = run?.kind === 'answered' && run.component === 'vfs';
  return {
    step,
    tool,
    isInferred: isInferred && restsOnFiles && finding.verdict !== 'unverifiable',
    isExplained: finding.verdict === 'same' || finding.verdict === 'cosmetic',
    ...(errorType === undefined ? {} : { errorType }),
    ...finding,
  };
}

// A text that is not JSON is compared as it is.
function isSameJson(a: string, b: string): boolean {
  const canonical = canonicalJson(a);
  return canonical !== undefined && canonical === canonicalJson(b);
}
