/** What one scan may read, in characters; each way to read a text counts. */
const MOST_CHARACTERS = 256 * 1024 * 1024;
/** What one scan may find. */
const MOST_FINDS = 5_000;
/** To look into a text costs something, however short it is. */
const LEAST_COST = 32;

/** The limits of a scan. */
export interface ScanLimits {
  readonly characters?: number;
  readonly finds?: number;
}

/** What is left for the scan of one call or header, so that no text keeps it busy for long. */
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

  /** Pays for the reading of a text; false when it is too long for what is left. */
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

  /** Whether more was found than is listed: then what is listed says nothing about the rest. */
  get hasTooManyFinds(): boolean {
    return this.#found > this.mostFinds;
  }

  /** What was read so far, in characters. */
  get spent(): number {
    return this.#spent;
  }
}
