/** A file that a command reads. */
export interface InputFile {
  /** `-` is stdin. */
  readonly path: string;
  /** As it follows on "the file that is read as". */
  readonly what: string;
}

/** A file that a command is asked to write. */
export interface AskedOutput {
  /** What names it: `--junit`, `OUT`. */
  readonly option: string;
  readonly path: string;
  /** What is to be written, as it follows on "to write". */
  readonly what: string;
  /** Whether it may replace whatever is there. */
  readonly isForced: boolean;
  /** Whether what is there was written by Spintape for this very use; absent: nothing is. */
  readonly isOwn?: (path: string) => boolean;
  /** Whether it has to be a file that can be read again. */
  readonly isKept?: boolean;
  /** Whether it is one of so many that none of them is worth waiting for the disk. */
  readonly isOneOfMany?: boolean;
}
