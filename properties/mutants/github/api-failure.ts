import * as real from '../../../spin-app/github/api-failure.ts';
import type { FetchResponse } from '../../../spin-app/protocol/platform.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/api-failure.ts';

export function apiFailure(response: FetchResponse): real.ApiFailure {
  const failure = real.apiFailure(response);
  if (!isActive('clock-in-the-rate-limit') || failure.type !== 'RateLimited') return failure;
  const wait = `retry in ${60_000 - (Date.now() % 60_000)} ms`;
  return new real.ApiFailure(failure.type, failure.status, `${failure.reason}; ${wait}`);
}
