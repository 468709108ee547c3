import { type JsonPlace, shownPath } from './json-place.ts';
import { bytesOf } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import { isSensitiveName } from './shapes/sensitive-name.ts';
import type { SecretSearch, TextFind } from './shapes/shape-finds.ts';
import { namedFinds, textFinds } from './text-finds.ts';

/** A finding in a JSON value, with its text for comparison with other readings. */
export interface JsonFind extends TextFind {
  /** `$.items[0].token`; in JSON inside a string `$.result > $.token`. */
  readonly path: string;
}

/** A value that is searched, or the name of a member. */
interface Searched {
  readonly value: unknown;
  readonly place: JsonPlace | undefined;
  /** Its name: that of its member, or of the member that holds its array. */
  readonly name: string;
  readonly isName?: true;
}

/** Whether a text is the JSON of an object or array, and its value. Scalars do not count. */
export function parsedJson(text: string): { value: unknown } | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The secrets in a JSON value: in its strings, in the names of its members, in JSON in strings. */
export function jsonFinds(value: unknown, search: SecretSearch): JsonFind[] {
  const finds: JsonFind[] = [];
  // Iterators that wait instead of recursion: no depth of an answer overflows the stack, and
  // however many members it has, few of them wait.
  const waiting = [insideOf({ value, place: undefined, name: '' })];
  for (let inside = waiting.at(-1); inside !== undefined; inside = waiting.at(-1)) {
    const { done, value: next } = inside.next();
    if (done === true || search.budget.hasTooManyFinds) waiting.pop();
    else if (typeof next.value !== 'string') waiting.push(insideOf(next));
    else {
      const json = next.isName === true ? undefined : parsedJson(next.value);
      if (json === undefined) for (const find of stringFinds(next, search)) finds.push(find);
      else waiting.push(insideOf({ ...next, value: json.value, place: inString(next.place) }));
    }
  }
  return finds;
}

/** The findings in a JSON body, as they are reported. */
export function reportedJson(finds: readonly JsonFind[], place: string): SecretFind[] {
  return finds.map((find) => secretFind(find, `${place}, ${find.path}`));
}

function stringFinds({ value, name, place, isName }: Searched, search: SecretSearch): JsonFind[] {
  const text = bytesOf(String(value));
  const finds = isName === true ? textFinds(text, search) : namedFinds(name, text, search);
  return finds.map((find) => ({ ...find, path: shownPath(place, search) }));
}

function inString(within: JsonPlace | undefined): JsonPlace {
  return { within, step: 'in a string' };
}

/** The direct members of an array or object; none for any other value. */
function* insideOf({ value, place, name }: Searched): Generator<Searched, undefined> {
  if (Array.isArray(value)) {
    for (const [item, inner] of value.entries()) {
      if (!mayHoldSecret(inner)) continue;
      yield { value: inner as unknown, place: { within: place, step: { item } }, name };
    }
  } else if (typeof value === 'object' && value !== null) {
    yield* membersOf(value, place, name);
  }
}

const SHORTEST_SECRET_NAME = 16;

function* membersOf(
  object: object,
  within: JsonPlace | undefined,
  outer: string,
): Generator<Searched, undefined> {
  const members = Object.entries(object) as Array<[string, unknown]>;
  for (const [position, [key]] of members.entries()) {
    if (key.length < SHORTEST_SECRET_NAME) continue;
    yield { value: key, place: { within, step: { name: position } }, name: '', isName: true };
  }
  for (const [position, [member, value]] of members.entries()) {
    if (!mayHoldSecret(value)) continue;
    const name = nameOf(object, member, outer);
    yield { value, place: { within, step: { member, position } }, name };
  }
}

function mayHoldSecret(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

// Some write a secret as `{"name": "TOKEN", "value": "…"}`, some as `{"token": {"value": "…"}}`.
function nameOf(object: object, key: string, outer: string): string {
  if (!/^(?:value|data|string)$/i.test(key)) return key;
  const sibling = 'name' in object ? object.name : 'key' in object ? object.key : undefined;
  return typeof sibling === 'string' && isSensitiveName(sibling) ? sibling : outer;
}
