import type { JsonText } from '../json/json-text.ts';

/** The types that `$type` may demand; an integer is a number without fraction and exponent. */
export const JSON_TYPES = [
  'string',
  'number',
  'integer',
  'boolean',
  'null',
  'object',
  'array',
] as const;

/**
 * What a scenario expects of a JSON value.
 *
 * - `value`: to be equal to a scalar
 * - `object`: to have these members, and any others; an `absent` one must not be there
 * - `array`: to have just these items
 * - `exactly`: to be equal, with no other members or items
 * - `matches`: to be a string in which a regular expression (ECMAScript, flag `u`) matches
 *   somewhere
 * - `contains`: to be a string with this text in it, or an array with such an item
 * - `type`: to be of a type
 * - `json`: to be a string that is JSON text of such a value
 */
export type Pattern =
  | { readonly kind: 'value'; readonly json: JsonText }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Pattern> }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | { readonly kind: 'exactly'; readonly json: JsonText }
  | { readonly kind: 'matches'; readonly source: string }
  | { readonly kind: 'contains'; readonly pattern: Pattern }
  | { readonly kind: 'type'; readonly type: (typeof JSON_TYPES)[number] }
  | { readonly kind: 'json'; readonly pattern: Pattern }
  | { readonly kind: 'absent' };
