/** A number as its author wrote it: `1`, `1.0` and `10e-1` are three spellings of one value. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The number as a reader of a counterexample sees it. */
  toString(): string {
    return this.text;
  }
}

/** A JSON value that loses neither the spelling of numbers nor the order of members. */
export type JsonModel =
  | null
  | boolean
  | string
  | NumberText
  | readonly JsonModel[]
  | ReadonlyMap<string, JsonModel>;

/** The object with these members. */
export function modelOf(members: Readonly<Record<string, JsonModel>>): JsonModel {
  return new Map(Object.entries(members));
}

/** The compact JSON text of a value. */
export function jsonTextOf(value: JsonModel): string {
  if (value instanceof NumberText) return value.text;
  if (value instanceof Map) {
    const members = [...value].map(([name, member]) => `${quoted(name)}:${jsonTextOf(member)}`);
    return `{${members.join(',')}}`;
  }
  return isList(value) ? `[${value.map(jsonTextOf).join(',')}]` : JSON.stringify(value);
}

/**
 * The canonical text of RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript prints
 * them. Two values are equal, types and all, exactly when their canonical texts are; only numbers
 * that a double holds exactly may be given.
 */
export function canonicalTextOf(value: JsonModel): string {
  if (value instanceof NumberText) return JSON.stringify(Number(value.text) + 0);
  if (value instanceof Map) {
    const names = [...value.keys()].sort((one, other) => (one < other ? -1 : 1));
    const members = names.map(
      (name) => `${quoted(name)}:${canonicalTextOf(value.get(name) ?? null)}`,
    );
    return `{${members.join(',')}}`;
  }
  return isList(value) ? `[${value.map(canonicalTextOf).join(',')}]` : JSON.stringify(value);
}

/** Whether two values are equal: types count, numbers compare by value, members have no order. */
export function areEqual(one: JsonModel | undefined, other: JsonModel | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalTextOf(one) === canonicalTextOf(other);
}

/** A whole number of a few digits. */
export function numberOf(value: number): NumberText {
  return new NumberText(String(value));
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

function isList(value: JsonModel): value is readonly JsonModel[] {
  return Array.isArray(value);
}
