import type { Pattern } from '../../harness/index.ts';
import { type Answer, jsonOf } from '../answer.ts';
import type { Step } from '../step.ts';
import type { Demand } from '../story.ts';
import { answered, exactly } from './expected-answer.ts';

/**
 * Whether an answer tells that a store failed: a refusal with the message, in the component style
 * with `IOError`; or a list of tools that names components whose tools are not in it.
 */
export function tellsOfFailure(answer: Answer, message: string): boolean {
  const {
    success,
    result,
    error_type: type,
    error = result,
    unavailable,
  } = Object(jsonOf(answer)) as Readonly<Record<string, unknown>>;
  if (Array.isArray(unavailable)) return unavailable.length > 0;
  const isRefused = answer.status >= 400 || success === false;
  return isRefused && (type ?? 'IOError') === 'IOError' && String(error).includes(message);
}

/** What is demanded of a call during which a store failed with this message. */
export function demandedFailure(step: Step, message: string): Demand {
  const told: Pattern = { kind: 'contains', pattern: exactly(message) };
  if (step.kind === 'tool') {
    const [success, type] = [exactly(false), exactly('IOError')];
    return answered(200, { success, result: told, error_type: type });
  }
  const isGatewayList = step.kind === 'route' && step.path === '/list-tools';
  const member: [string, Pattern] = isGatewayList
    ? ['unavailable', { kind: 'type', type: 'array' }]
    : ['error', told];
  return { body: { kind: 'object', members: new Map([member]) } };
}
