import type { Pattern } from '../../harness/internal.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import type { Step } from '../runner/step.ts';
import { type Demand, isMet } from '../runner/trace.ts';
import { FILE_TOOLS } from './call-reading.ts';
import { answered, exactly } from './expected-answer.ts';

/**
 * Whether an answer reports that a store failed: a refusal with the message, in the component style
 * with `IOError`; or a list of tools that names the components whose tools are missing.
 */
export function reportsFailure(step: Step, answer: Answer, message: string): boolean {
  const {
    success,
    result,
    error_type: type,
    error,
    unavailable,
  } = Object(jsonOf(answer)) as Readonly<Record<string, unknown>>;
  if (isGatewayList(step) && Array.isArray(unavailable)) {
    return unavailable.some((name) => typeof name === 'string');
  }
  const isRefused = answer.status >= 400 || success === false;
  const isReported = [error, result].some((text) => String(text).includes(message));
  return isRefused && (type ?? 'IOError') === 'IOError' && isReported;
}

/**
 * The expectation of a call during which a store failed with this message; undefined if the actual
 * answer meets everything that a scenario can check. A service may choose the 4xx for requests that
 * are not calls in the component style, so the status and the rest are only checked if the message
 * alone does not distinguish the answer from a success.
 */
export function demandedFailure(step: Step, message: string, seen: Answer): Demand | undefined {
  const isBroken = seen.status !== 200 && (seen.status < 400 || seen.status >= 500);
  const [least, ...stricter] = demandsOn(step, message);
  const demands = isBroken && stricter.length > 0 ? stricter : [least, ...stricter];
  return demands.find((demand) => !isMet(demand, { answer: seen }));
}

/** From the least to the most specific. */
function demandsOn(step: Step, message: string): [Demand, ...Demand[]] {
  const reported: Pattern = { kind: 'contains', pattern: exactly(message) };
  const refusal = { success: exactly(false), error_type: exactly('IOError') };
  if (step.kind === 'tool') return [answered(200, { ...refusal, result: reported })];
  if (isGatewayList(step)) {
    const aName: Pattern = { kind: 'contains', pattern: { kind: 'type', type: 'string' } };
    return [answered(200, { unavailable: aName })];
  }
  const strict =
    step.kind === 'end-session'
      ? answered(200, { success: exactly(false), error: reported })
      : answered(statusOfFailure(step), { error: reported });
  const least: Demand = { body: { kind: 'object', members: new Map([['error', reported]]) } };
  return [least, strict, answered(strict.status, { ...refusal, error: reported })];
}

/** The gateway's own refusals in MCP style have one status; a component reports its own failure. */
function statusOfFailure(step: Step): number {
  const isGateways = step.kind === 'mcp' && step.component === '' && FILE_TOOLS.includes(step.tool);
  return isGateways ? 400 : 424;
}

function isGatewayList(step: Step): boolean {
  return step.kind === 'route' && step.path === '/list-tools';
}
