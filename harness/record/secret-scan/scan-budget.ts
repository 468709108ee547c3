/** How many characters one scan may read; each decoding of a text counts. */
const MOST_CHARACTERS = 256 * 1024 * 1024;
/** How many findings one scan may have. */
const MOST_FINDS = 5_000;
/** The fixed cost of reading a text, however short it is. */
const LEAST_COST = 32;

/** The limits of a scan. */
export interface ScanLimits {
  readonly characters?: number;
  readonly finds?: number;
}

/** The remaining budget of the scan of one call or header, which limits its time. */
export class ScanBudget {
  readonly #characters: number;
  /** So many finds are listed. */
  readonly mostFinds: number;
  #spent = 0;
  #found = 0;

  constructor({ characters = MOST_CHARACTERS, finds = MOST_FINDS }: ScanLimits = {}) {
    this.#characters = characters;
    this.mostFinds = finds;
  }

  /** Pays for reading a text; false when the remaining budget is too small. */
  read(length: number): boolean {
    const cost = Math.max(length, LEAST_COST);
    if (this.#spent + cost > this.#characters) return false;
    this.#spent += cost;
    return true;
  }

  /** Counts a find; false when there were too many. */
  find(): boolean {
    this.#found += 1;
    return !this.hasTooManyFinds;
  }

  /** Whether there are more findings than are listed: then the list says nothing about the rest. */
  get hasTooManyFinds(): boolean {
    return this.#found > this.mostFinds;
  }

  /** How many characters were read so far. */
  get spent(): number {
    return this.#spent;
  }
}
