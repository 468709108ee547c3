import type { WorkflowCommands } from '../output/workflow-commands.ts';
import type { Report } from './report.ts';
import type { Paint } from './text/paint.ts';

/** Prints a report in one format. */
export interface Reporter {
  /** What the text is, as in "Failed to write the report in JSON". */
  readonly what: string;
  /** How a whole text begins and ends, unlike any other file; absent: it has no such marks. */
  readonly mark?: { readonly begin: string; readonly end: string };
  /** Whether it needs every entry. If not, it can print a report of any size at once. */
  readonly readsEntries: boolean;
  /** Whether its text is escaped already. */
  readonly isEscaped: boolean;
  /** Whether it is printed after the text for people, rather than instead of it. */
  readonly followsText: boolean;
  /** The text in pieces, the same for the same report. */
  print(report: Report, options: ReporterOptions): Pieces;
}

/** The pieces of a text. */
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** Plain text, or commands to GitHub's runner, which plain text must not contain. */
export type Piece = string | WorkflowCommands;

/** What a reporter knows about its output. */
export interface ReporterOptions {
  /** Its colours. */
  readonly paint: Paint;
  /** A file's path within the repository. */
  fileOf(path: string): string;
}
