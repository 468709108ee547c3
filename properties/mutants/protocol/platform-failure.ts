import { succeeded, type ToolResult } from '../../../spin-app/protocol/answer.ts';
import { StoreFailure } from '../../../spin-app/protocol/platform.ts';
import * as real from '../../../spin-app/protocol/platform-failure.ts';
import { isActive } from '../active-mutant.ts';

export function platformFailure(error: unknown): ToolResult {
  const isSwallowed = isActive('store-failure-swallowed') && error instanceof StoreFailure;
  return isSwallowed ? succeeded('') : real.platformFailure(error);
}
