/** The result for a file: it was read, or refused with a clear error. */
export type Reading = 'read' | 'refused';

/** The ingredients of broken files, in addition to valid ones. */
export interface Pieces {
  /** Tokens of the syntax or the format, which are likely to end up in the wrong place. */
  readonly signs: readonly string[];
  /** Replacements of values. */
  readonly values: readonly string[];
  /** Texts that make careless readers expand, recurse or fill the memory. */
  readonly bombs: ReadonlyArray<(size: number) => string>;
  /** The separator of documents; absent if a file is one document. */
  readonly separator?: string;
  /** A prefix for a bomb, so that a reader reaches it. */
  readonly opening: string;
}

/** A kind of input file. */
export interface FuzzFormat {
  readonly name: string;
  /** The ending of their names, with its dot. */
  readonly ending: string;
  readonly sound: readonly string[];
  readonly pieces: Pieces;
  /** Whether JSON values are also changed, so that the text stays JSON. */
  readonly isJson?: boolean;
  /**
   * Reads the file at a path, and does with it what a command does.
   *
   * @throws whatever is not a clear error.
   */
  reading(path: string): Reading | Promise<Reading>;
}
