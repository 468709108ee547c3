import { failed, type ToolResult } from '../protocol/answer.ts';
import type { Contract } from '../protocol/contract.ts';
import { isJsonObject, jsonTypeName } from '../protocol/json-body.ts';

/** The arguments of a call by name, or the result of a call that has not the right ones. */
export type ArgumentsReading<N extends string> =
  | { readonly ok: true; readonly values: Readonly<Record<N, string>> }
  | { readonly ok: false; readonly refusal: ToolResult };

/**
 * Checks that `args` has the named arguments, each a string, and in the contract `spintape` no
 * others. DeepFabric 4 calls every argument that is no string missing, and ignores the others.
 */
export function readArguments<N extends string>(
  args: unknown,
  names: readonly N[],
  contract: Contract,
): ArgumentsReading<N> {
  const given = isJsonObject(args) ? args : {};
  const strict = contract === 'spintape';
  if (strict && !isJsonObject(args)) {
    return refuse(`args must be an object, not ${jsonTypeName(args)}`);
  }
  const values: Partial<Record<N, string>> = {};
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (typeof value === 'string') values[name] = value;
    else if (value === undefined || !strict) return refuse(`Missing required argument: ${name}`);
    else return refuse(`Argument ${name} must be a string, not ${jsonTypeName(value)}`);
  }
  const surplus = Object.keys(given).find((name) => !names.some((known) => known === name));
  if (strict && surplus !== undefined) return refuse(`Unknown argument: ${surplus}`);
  return { ok: true, values: values as Record<N, string> };
}

function refuse(message: string): { readonly ok: false; readonly refusal: ToolResult } {
  return { ok: false, refusal: failed('InvalidArguments', message) };
}
