import { bytesOf, shownMember } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import type { SecretSearch, TextFind } from './shape-finds.ts';
import { isTellingName } from './telling-name.ts';
import { namedFinds, textFinds } from './text-finds.ts';

/** A find in a JSON value, with what it found for comparison with other readings of the text. */
export interface JsonFind extends TextFind {
  /** `$.items[0].token`; in JSON that stands in a string `$.result > $.token`. */
  readonly path: string;
}

/** A value that waits to be searched. */
interface Waiting {
  readonly value: unknown;
  readonly path: string;
  /** The name that it stands beside: of its member, or of the member that holds its array. */
  readonly name: string;
}

/** Whether a text is the JSON of an object or array, and its value; a scalar has no inside. */
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
  // A list of what waits instead of recursion: no depth of an answer overflows the stack.
  const waiting: Waiting[] = [{ value, path: '$', name: '' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { path, name } = next;
    if (typeof next.value === 'string') {
      const inner = parsedJson(next.value);
      if (inner !== undefined) waiting.push({ value: inner.value, path: `${path} > $`, name });
      else finds.push(...at(path, namedFinds(name, bytesOf(next.value), search)));
    } else if (Array.isArray(next.value)) {
      const items = next.value.map((item, index) => ({
        value: item as unknown,
        path: `${path}[${index}]`,
        name,
      }));
      waiting.push(...items.reverse());
    } else if (typeof next.value === 'object' && next.value !== null) {
      finds.push(...nameFinds(next.value, path, search));
      waiting.push(...membersOf(next.value, next, search).reverse());
    }
  }
  return finds;
}

/** The finds of a body that is JSON, as they are reported. */
export function reportedJson(finds: readonly JsonFind[], place: string): SecretFind[] {
  return finds.map((find) => secretFind(find, `${place}, ${find.path}`));
}

function membersOf(object: object, { path, name }: Waiting, search: SecretSearch): Waiting[] {
  const entries = Object.entries(object) as Array<[string, unknown]>;
  return entries.map(([key, value], index) => ({
    value,
    path: path + shownMember(key, index, search),
    name: nameBeside(object, key, name),
  }));
}

// Some write a secret as `{"name": "TOKEN", "value": "…"}`, some as `{"token": {"value": "…"}}`.
function nameBeside(object: object, key: string, outer: string): string {
  if (!/^(?:value|data|string)$/i.test(key)) return key;
  const sibling = 'name' in object ? object.name : 'key' in object ? object.key : undefined;
  return typeof sibling === 'string' && isTellingName(sibling) ? sibling : outer;
}

function nameFinds(object: object, path: string, search: SecretSearch): JsonFind[] {
  return Object.keys(object).flatMap((key, index) =>
    key.length < 16 ? [] : at(`${path}[#${index + 1}]`, textFinds(bytesOf(key), search)),
  );
}

function at(path: string, finds: readonly TextFind[]): JsonFind[] {
  return finds.map((find) => ({ ...find, path }));
}
