import type { WorkflowCommands } from '../output/workflow-commands.ts';
import type { Report } from './report.ts';
import type { Paint } from './text/paint.ts';

/** Makes a text of a report, in a format of its own. */
export interface Reporter {
  /** What the text is, as it follows on "to write". */
  readonly what: string;
  /** What a whole text of it begins and ends with, as no other file does; absent: nothing shows. */
  readonly mark?: { readonly begin: string; readonly end: string };
  /** Whether it needs every entry; one that does not is given a report of any size at once. */
  readonly readsEntries: boolean;
  /** Whether a writer of its own has escaped all that its text holds. */
  readonly isEscaped: boolean;
  /** Whether it is printed after the text for people, rather than instead of it. */
  readonly isBeside: boolean;
  /** Gives the text in pieces, the same for the same report. */
  print(report: Report, options: ReporterOptions): Pieces;
}

/** The pieces of a text. */
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** Plain text, or commands to GitHub's runner, which nothing else that is printed may hold. */
export type Piece = string | WorkflowCommands;

/** What a reporter knows of its output. */
export interface ReporterOptions {
  /** Its colours. */
  readonly paint: Paint;
  /** A file's path as the repository has it. */
  fileOf(path: string): string;
}
