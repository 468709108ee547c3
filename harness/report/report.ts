import type { Paint } from './text/paint.ts';

/** What a command found: the one model of which every reporter makes its text. */
export interface Report {
  /** The command that was run, such as `replay`. */
  readonly command: string;
  /** Whether everything was as expected. */
  readonly ok: boolean;
  /** Whether the command was asked to end before its end. */
  readonly interrupted?: true | undefined;
  /** How long it took, in milliseconds, where that is known. */
  readonly tookMs?: number;
  /** The totals, as `summary` of the document for programs. */
  readonly summary: object;
  /** What the document has after its results: what was not judged, by the names of its keys. */
  readonly unjudged?: object;
  /**
   * All that was judged or left out, in its order. Where no list could hold them it is a stream,
   * which begins anew each time.
   */
  entries(): readonly Entry[] | AsyncIterable<Entry>;
  /** The report for people: what it shows, and in which columns, is the command's own. */
  text(paint: Paint): string;
}

/** One thing that a command judged, or did not come to: a file, a row, a certificate, a law. */
export interface Entry {
  readonly name: string;
  /** The file that it is, or is in, as the user would name it, with `/` between folders. */
  readonly path?: string;
  readonly outcome: Outcome;
  /** Its verdict with the reason, as `differs (changed-result)`; of what was skipped, why. */
  readonly verdict: string;
  /** The reason alone; the verdict where it has none. */
  readonly reason: string;
  /** How long it took alone, in milliseconds. Never in the document, which holds no times. */
  readonly tookMs?: number;
  /** What is wrong, the first thing first. */
  readonly problems: readonly Problem[];
  /** What is to be known about all of them, a line each. */
  readonly remarks: readonly string[];
  /** What is to be known whatever the verdict is. */
  readonly notices: readonly Notice[];
  /** What the document has of it; absent where it is not among the results. */
  readonly result?: object;
}

/**
 * What an entry is to those who only count.
 *
 * - `passed`: as expected
 * - `failed`: judged, and not as expected
 * - `error`: without a result, or not to be judged
 * - `skipped`: not run
 */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped';

/** One thing that is wrong with an entry. */
export interface Problem {
  /** Where it is in the entry's file, counted from 1. */
  readonly line?: number | undefined;
  /** What it is, for those who show the file and the line beside it. */
  readonly short: string;
  /** What it is, with its place. */
  readonly full: string;
  /** More about it, a line each. */
  readonly details: readonly string[];
}

/** Something worth knowing about an entry that is no problem of it. */
export interface Notice {
  /** In a word. */
  readonly title: string;
  readonly line?: number;
  readonly text: string;
}
