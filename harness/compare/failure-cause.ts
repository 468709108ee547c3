import { shallowJson } from '../json/json-depth.ts';
import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { cut, printedValue } from './printed-value.ts';

/** What an answer says of a failure; absent when it does not report one. */
export interface FailureCause {
  readonly error?: string;
}

/**
 * The cause of a difference that by itself only shows that a call failed: for another `success`,
 * the error type and the text of the tool, for an error status the body.
 */
export function failureCause(where: DifferencePlace, { status, body }: HttpResponse): FailureCause {
  if (isSuccess(where)) return toolError(body);
  const isStatus = where.in === 'response' && where.path === 'status';
  const isError = isStatus && status >= FIRST_ERROR_STATUS && body.length > 0;
  return isError ? { error: printedValue(body) } : {};
}

const FIRST_ERROR_STATUS = 400;

/** Of a tool's result, or of a body that a scenario expects as such. */
function isSuccess(where: DifferencePlace): boolean {
  if (where.in === 'result') return where.path === 'success';
  return where.in === 'response' && where.path === 'body.success';
}

function toolError(body: Uint8Array): FailureCause {
  const value = shallowJson(decodeUtf8(body) ?? '')?.value;
  if (typeof value !== 'object' || value === null) return {};
  const { success, result, error_type: type } = value as Readonly<Record<string, unknown>>;
  const said = [type, result].filter((part) => typeof part === 'string' && part !== '');
  return success === false && said.length > 0 ? { error: cut(said.join(': ')) } : {};
}
