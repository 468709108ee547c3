import type { Contract } from '../../../spin-app/protocol/contract.ts';
import { isJsonObject } from '../../../spin-app/protocol/json-body.ts';
import * as real from '../../../spin-app/vfs/arguments.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/vfs/arguments.ts';

export function readArguments<N extends string>(
  args: unknown,
  names: readonly N[],
  contract: Contract,
): real.ArgumentsReading<N> {
  if (!isActive('files-of-any-arguments')) return real.readArguments(args, names, contract);
  const given = Object.entries(isJsonObject(args) ? args : {})
    .filter(([name]) => names.some((known) => known === name))
    .map(([name, value]) => [name, String(value)]);
  return real.readArguments(Object.fromEntries(given), names, contract);
}
