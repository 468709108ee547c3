/** Something that the other format cannot hold, or cannot say, and where that is so. */
export interface ConversionNote {
  readonly what: string;
  /** `step 1, exchange 2` of a cassette, `definition 3` of nock's; empty for the whole file. */
  readonly where: readonly string[];
}

/** Collects what a conversion has to tell, each thing once with all its places. */
export class ConversionNotes {
  readonly #places = new Map<string, string[]>();

  /** Notes something, of one place or of the whole file. */
  add(what: string, where?: string): void {
    const places = this.#places.get(what) ?? [];
    if (where !== undefined && !places.includes(where)) places.push(where);
    this.#places.set(what, places);
  }

  /** All notes, in the order in which each came up first. */
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
