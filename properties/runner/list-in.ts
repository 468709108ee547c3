/**
 * A list in the values of a law. Any of its items may be removed, down to `least` of them: the
 * result is a valid value too, and the other items keep their meaning.
 */
export interface ListIn<Value> {
  readonly least: number;
  lengthIn(value: Value): number;
  /** The value without the item at a place of the list. */
  without(value: Value, place: number): Value;
}

/** The value itself. */
export function wholeValue<Item>(): ListIn<Item[]> {
  return {
    least: 0,
    lengthIn: (value) => value.length,
    without: (value, place) => value.toSpliced(place, 1),
  };
}

/** The member of a value by this name. */
export function listAt<Value extends object>(name: NameOfList<Value>, least = 0): ListIn<Value> {
  return {
    least,
    lengthIn: (value) => itemsOf(value[name]).length,
    without: (value, place) => ({ ...value, [name]: itemsOf(value[name]).toSpliced(place, 1) }),
  };
}

/** A list in the member of a value by this name. */
export function listWithin<Value extends object, Name extends keyof Value>(
  name: Name,
  list: ListIn<Value[Name]>,
): ListIn<Value> {
  return {
    least: list.least,
    lengthIn: (value) => list.lengthIn(value[name]),
    without: (value, place) => ({ ...value, [name]: list.without(value[name], place) }),
  };
}

/** Members that are lists of any length; items of a tuple cannot be removed. */
type NameOfList<Value> = {
  [Name in keyof Value]: Value[Name] extends readonly unknown[]
    ? number extends Value[Name]['length']
      ? Name
      : never
    : never;
}[keyof Value];

function itemsOf(member: unknown): readonly unknown[] {
  return Array.isArray(member) ? member : [];
}
