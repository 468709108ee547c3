import type { Pattern, StoreFault } from '../../harness/internal.ts';
import { visibleText } from '../../harness/output/visible-text.ts';
import { type Answer, jsonOf } from '../runner/answer.ts';
import type { Step } from '../runner/step.ts';
import type { Demand, ReportedStep, Start, Trace } from '../runner/trace.ts';
import { printedPattern } from './printed-pattern.ts';

/** A trace for people: its starting world, and each call with its answer and the law's demand. */
export function readableTrace({ start, steps }: Trace): string[] {
  return [...startLines(start), ...steps.flatMap((step, index) => stepLines(step, index, steps))];
}

function startLines({ seed, clock, variables = {}, store, storeFaults = [] }: Start): string[] {
  const parts = [
    ...Object.entries(variables).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(clock === undefined ? [] : [`clock ${new Date(clock).toISOString()}`]),
    ...(store === undefined || store.size === 0 ? [] : ['a store that holds something']),
    ...storeFaults.map(faultText),
  ];
  return parts.length === 0 ? [] : [`in a world with ${visibleText(parts.join(', '))}`];
}

function faultText({ operation, prefix, nth }: StoreFault): string {
  const which = nth === undefined ? `every ${operation}` : `${operation} no. ${nth}`;
  return `stores where ${which}${prefix && ` of ${JSON.stringify(prefix)}`} fails`;
}

function stepLines(
  { step, answer, exchanges, group, demand }: ReportedStep,
  index: number,
  steps: Trace['steps'],
): string[] {
  const others = steps.filter((each) => group !== undefined && each.group === group);
  const together = others.length > 1 ? ' at the same time,' : '';
  const reported = [
    ...exchanges.map(({ request }) => `sent ${request.method} ${request.url}`),
    answer === undefined ? 'got no answer' : answerText(answer),
    ...(demand === undefined ? [] : [`but should ${demandText(demand)}`]),
  ];
  return [
    `${index + 1}.${together} ${visibleText(callText(step))}`,
    ...reported.map((line) => `   ${visibleText(line)}`),
  ];
}

function callText(step: Step): string {
  if (step.kind === 'raw') return rawText(step);
  const session = step.session === undefined ? '' : ` in session ${JSON.stringify(step.session)}`;
  switch (step.kind) {
    case 'tool':
      return `${step.component || 'gateway'}${session}: ${step.tool} ${step.args}`;
    case 'mcp':
      return `${step.component || 'gateway'}${session}, in MCP style: ${step.tool} ${step.args}`;
    case 'route':
      return `${step.method} ${step.path}${session}${step.body ? `: ${step.body}` : ''}`;
    case 'end-session':
      return `${step.component || 'gateway'}: end${session.replace(' in', '')}`;
  }
}

function rawText({ request }: Extract<Step, { kind: 'raw' }>): string {
  const { method, path, headers, body } = request;
  const fields = headers.map(([name, value]) => ` ${name}: ${value}`).join(',');
  const text = new TextDecoder().decode(body);
  return `${method} ${path}${fields && ` (${fields.trim()})`}${text && `: ${text}`}`;
}

function answerText(answer: Answer): string {
  const { success, result, error_type } = membersOf(answer);
  if (answer.status !== 200 || typeof success !== 'boolean' || typeof result !== 'string') {
    return `got ${answer.status} ${answer.text}`;
  }
  return success ? `got ${JSON.stringify(result)}` : `failed: ${String(error_type)}, ${result}`;
}

function demandText(demand: Demand): string {
  const { response, status, body, state } = demand;
  const result = resultText(demand);
  if (result !== undefined) return `have ${result}`;
  const demands = [
    ...(response === undefined ? [] : [`have ${answerText(answerLike(response))}`]),
    ...(status === undefined ? [] : [`have the status ${status}`]),
    ...(body === undefined ? [] : [`have ${bodyText(body)}`]),
    ...(state === undefined ? [] : ['change the stores in a certain way']),
  ];
  return demands.join(' and ');
}

/** In the words for an answer, if exactly the whole result of a tool is demanded. */
function resultText({ response, status, body, state }: Demand): string | undefined {
  if ((response ?? state) !== undefined || status !== 200 || body?.kind !== 'object') return;
  const { success, result, error_type: type, ...others } = Object.fromEntries(body.members);
  const isWhole = Object.keys(others).length === 0 && success?.kind === 'value';
  if (!isWhole || result === undefined || type?.kind !== 'value') return;
  if (success.json === 'true') return `got ${printedPattern(result)}`;
  const text = result.kind === 'type' ? 'any text' : plainText(result);
  return `failed: ${plainText(type)}, ${text}`;
}

function plainText(pattern: Pattern): string {
  return pattern.kind === 'value' ? String(JSON.parse(pattern.json)) : printedPattern(pattern);
}

function bodyText(body: NonNullable<Demand['body']>): string {
  const isAnyObject = body.kind === 'object' && body.members.size === 0;
  return isAnyObject ? 'a JSON object as its body' : `a body that fits ${printedPattern(body)}`;
}

function answerLike({ status, headers, body }: NonNullable<Demand['response']>): Answer {
  return { status, headers, body, text: new TextDecoder().decode(body) };
}

function membersOf(answer: Answer): Readonly<Record<string, unknown>> {
  const value = jsonOf(answer);
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
