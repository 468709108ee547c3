import * as real from '../../../spin-app/github/json.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/json.ts';

export function valueAt(value: real.Json, ...path: readonly string[]): real.Json {
  const isGone = path.length > 1 && real.valueAt(value, path[0] ?? '') === null;
  if (isGone && isActive('odd-answer-breaks-down')) throw new TypeError(`no ${path[0]}`);
  return real.valueAt(value, ...path);
}
