/** Something that the other format cannot express, with its places. */
export interface ConversionNote {
  readonly what: string;
  /** `step 1, exchange 2` of a cassette, `definition 3` of nock's; empty for the whole file. */
  readonly where: readonly string[];
}

/** Collects the notes of a conversion, each once with all its places. */
export class ConversionNotes {
  readonly #places = new Map<string, string[]>();

  /** Adds a note about one place or the whole file. */
  add(what: string, where?: string): void {
    const places = this.#places.get(what) ?? [];
    if (where !== undefined && !places.includes(where)) places.push(where);
    this.#places.set(what, places);
  }

  /** All notes, in the order of their first occurrence. */
  get all(): readonly ConversionNote[] {
    return [...this.#places].map(([what, where]) => ({ what, where }));
  }
}

const MOST_PLACES = 5;

/** A note in one line; of many places the first are named. */
export function noteLine({ what, where }: ConversionNote): string {
  if (where.length === 0) return what;
  const left = where.length - MOST_PLACES;
  const rest = left > 0 ? ` and ${left} more` : '';
  return `${where.slice(0, MOST_PLACES).join('; ')}${rest}: ${what}`;
}
