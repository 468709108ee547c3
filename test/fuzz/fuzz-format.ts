/** What became of a file: it was read, or refused with a clear error. */
export type Reading = 'read' | 'refused';

/** What broken files of a format are made of besides sound ones. */
export interface Pieces {
  /** What means something to the syntax or the format, and is likely to be in the wrong place. */
  readonly signs: readonly string[];
  /** What is put in the place of a value. */
  readonly values: readonly string[];
  /** Texts that make careless readers expand, recurse or fill the memory. */
  readonly bombs: ReadonlyArray<(size: number) => string>;
  /** What stands between the documents of a file; absent where a file is one document. */
  readonly separator?: string;
  /** What a bomb may be put behind, so that a reader gets as far as it. */
  readonly opening: string;
}

/** Files that users give us, of one kind. */
export interface FuzzFormat {
  readonly name: string;
  /** The ending of their names, with its dot. */
  readonly ending: string;
  readonly sound: readonly string[];
  readonly pieces: Pieces;
  /** Whether values of JSON are changed, too, so that the text stays JSON. */
  readonly isJson?: boolean;
  /**
   * Reads the file at a path, and does with it what a command does.
   *
   * @throws whatever is not a clear error.
   */
  reading(path: string): Reading | Promise<Reading>;
}
