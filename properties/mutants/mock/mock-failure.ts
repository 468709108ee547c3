import * as real from '../../../spin-app/mock/mock-failure.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/mock/mock-failure.ts';

export function mockFailureOf(error: unknown): real.MockFailure {
  const failure = real.mockFailureOf(error);
  const isSpoilt = isActive('odd-definition-breaks-down') && failure.errorType === 'InvalidRequest';
  return isSpoilt ? new real.MockFailure(failure.errorType, failure.message, 500) : failure;
}
