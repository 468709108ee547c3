import type { Random } from './random.ts';

type Container = Record<string, unknown> | unknown[];

/** A place in a JSON value: its container, and its name or index there. */
interface Place {
  readonly holder: Container;
  readonly key: string;
}

/** A text of JSON, or JSON Lines, with one value changed or moved. */
export function changedTree(text: string, random: Random): string {
  const lines = /^\{.*\}\s*$/m.test(text) && !text.startsWith('[') ? text.split('\n') : [text];
  const at = random.below(lines.length);
  const changed = changedValue(lines[at] ?? '', random);
  return changed === undefined ? text : lines.with(at, changed).join('\n');
}

function changedValue(text: string, random: Random): string | undefined {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const _ of random.times(1 + random.below(3), () => 0)) {
    const places = placesIn(root);
    if (places.length === 0) return JSON.stringify(random.pick(VALUES));
    change(random.pick(places), random.pick(places), random);
  }
  try {
    return JSON.stringify(root);
  } catch {
    // A value was put into itself.
    return undefined;
  }
}

function placesIn(root: unknown): Place[] {
  const places: Place[] = [];
  const waiting = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== 'object' || value === null || places.length > 5_000) continue;
    const holder = value as Container;
    places.push(...Object.keys(holder).map((key) => ({ holder, key })));
    waiting.push(...Object.values(holder));
  }
  return places;
}

function change({ holder, key }: Place, other: Place, random: Random): void {
  const kind = random.below(6);
  const value = Reflect.get(holder, key);
  if (kind === 0) Reflect.deleteProperty(holder, key);
  else if (kind === 1)
    Reflect.set(holder, key, structuredClone(Reflect.get(other.holder, other.key)));
  else if (kind === 2) Reflect.set(holder, `${key}x`, value);
  else if (kind === 3) Reflect.set(other.holder, key, structuredClone(value));
  else if (kind === 4 && typeof value === 'string') {
    const cut = random.below(value.length + 1);
    Reflect.set(holder, key, value.slice(0, cut) + random.pick(TEXTS) + value.slice(cut));
  } else Reflect.set(holder, key, structuredClone(random.pick(VALUES)));
}

const TEXTS = [
  ...['"', '\\', '\n', '\0', '\u2028', '\ud800', '\ufeff', '{', '}', '[', '{}', ':', '%', '%zz'],
  ...['__proto__', '../', '/', '//', '?', '#', '\u001b[2J', '<secret:a>', '9'.repeat(400), ' '],
];

/** Values that a reader may not expect: other types, odd numbers, odd names, depth, size. */
const VALUES: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e21,
    -0,
    2 ** 53,
    '',
    ' ',
    '0',
    'null',
    '{}',
    '[]',
    '{"a":1}',
  ],
  ...[{}, [], [[]], [null], [{}], { a: {} }, ['a', 'b'], { type: 'text', text: 'a' }],
  ...[JSON.parse('{"__proto__": {"a": 1}}'), { constructor: 1 }, { toString: 1 }, { length: 3 }],
  ...['\ud800', '\0', '\u2028', 'x'.repeat(100_000), 'é'.repeat(1_000), '%', 'ffff', 'http://a'],
  nested(90),
  nested(600),
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
