/** A file that a command reads. */
export interface InputFile {
  /** `-` is stdin. */
  readonly path: string;
  /** What it is, as in "the file that is read as a scenario". */
  readonly what: string;
}

/** A file that a command is asked to write. */
export interface AskedOutput {
  /** The option or argument that names it: `--junit`, `OUT`. */
  readonly option: string;
  readonly path: string;
  /** What is written, as in "Failed to write the report in JSON". */
  readonly what: string;
  /** Whether it may replace any file. */
  readonly isForced: boolean;
  /** Whether an existing file was written by Spintape for the same use; default: no. */
  readonly isOwn?: (path: string) => boolean;
  /** Whether it has to be a regular file, which can be read again. */
  readonly isKept?: boolean;
  /** Whether it is one of many files, which are not synchronised with the disk one by one. */
  readonly isOneOfMany?: boolean;
}
