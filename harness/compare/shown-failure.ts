import { shallowJson } from '../json/json-depth.ts';
import { type DifferencePlace, placeText } from '../tool-call/difference-place.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { cut, printedValue } from './printed-value.ts';

/** What an answer says of a failure; absent when it does not report one. */
export interface ShownFailure {
  readonly error?: string;
}

/**
 * The cause of a difference that by itself only shows that a call failed: for another `success`,
 * the error type and the text of the tool, for an error status the body.
 */
export function shownFailure(where: DifferencePlace, { status, body }: HttpResponse): ShownFailure {
  const place = placeText(where);
  if (SUCCESS.has(place)) return toolError(body);
  const isError = place === 'response.status' && status >= FIRST_ERROR_STATUS && body.length > 0;
  return isError ? { error: printedValue(body) } : {};
}

/** Of a response as a whole, and of the part of it that a scenario expects. */
const SUCCESS: ReadonlySet<string> = new Set(['result.success', 'response.body.success']);
const FIRST_ERROR_STATUS = 400;

function toolError(body: Uint8Array): ShownFailure {
  const value = shallowJson(decodeUtf8(body) ?? '')?.value;
  if (typeof value !== 'object' || value === null) return {};
  const { success, result, error_type: type } = value as Readonly<Record<string, unknown>>;
  const said = [type, result].filter((part) => typeof part === 'string' && part !== '');
  return success === false && said.length > 0 ? { error: cut(said.join(': ')) } : {};
}
