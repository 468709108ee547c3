import { failed, refusalAnswer } from '../protocol/answer.ts';
import type { MockErrorType } from '../protocol/error-type.ts';
import type { Answer } from '../protocol/http.ts';
import { platformFailure } from '../protocol/platform-failure.ts';
import { InvalidDefinition } from './definition/definition.ts';

/** A request that cannot be served, with what to say of it in either style. */
export class MockFailure extends Error {
  override readonly name = 'MockFailure';
  readonly errorType: MockErrorType;
  /** The status of the answer outside the component style. */
  readonly status: number;

  constructor(errorType: MockErrorType, message: string, status = 400) {
    super(message);
    this.errorType = errorType;
    this.status = status;
  }
}

/** A request whose shape is wrong. */
export function invalidRequest(reason: string): MockFailure {
  return new MockFailure('InvalidRequest', `Invalid request: ${reason}`);
}

/**
 * The failure that an error stands for: a refusal of the sandbox is 403, a store or network that
 * fails is 424, because the component itself is well. Anything else is a bug and is thrown again.
 */
export function mockFailureOf(error: unknown): MockFailure {
  if (error instanceof MockFailure) return error;
  if (error instanceof InvalidDefinition) return invalidRequest(error.message);
  const { error_type, result } = platformFailure(error);
  return error_type === 'PermissionDenied'
    ? new MockFailure('PermissionDenied', result, 403)
    : new MockFailure('IOError', result, 424);
}

/** The answer outside the component style. */
export function failureAnswer({ errorType, status, message }: MockFailure): Answer {
  return refusalAnswer(status, failed(errorType, message));
}
