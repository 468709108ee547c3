import type { Paint } from './text/paint.ts';

/** What a command found: the model that every reporter prints. */
export interface Report {
  /** The command that was run, such as `replay`. */
  readonly command: string;
  /** Whether everything was as expected. */
  readonly ok: boolean;
  /** Whether the command was interrupted. */
  readonly interrupted?: true | undefined;
  /** How long it took, in milliseconds, if that is known. */
  readonly tookMs?: number;
  /** The totals, as `summary` of the document for programs. */
  readonly summary: object;
  /** Members that the document has after its results: what was not judged. */
  readonly unjudged?: object;
  /**
   * Everything that was judged or left out, in order. It is a stream if there may be too much for a
   * list; each call begins the stream from its start.
   */
  entries(): readonly Entry[] | AsyncIterable<Entry>;
  /** The report for people: each command decides what it shows, and in which columns. */
  text(paint: Paint): string;
}

/** Something that a command judged or left out: a file, a row, a certificate, a law. */
export interface Entry {
  readonly name: string;
  /** The file that it is or is in, as the user would name it, with `/` between folders. */
  readonly path?: string;
  readonly outcome: Outcome;
  /** Its verdict with the reason, as `differs (changed-result)`; if it was skipped, why. */
  readonly verdict: string;
  /** The reason alone; the verdict if it has none. */
  readonly reason: string;
  /** How long it took by itself, in milliseconds. The document holds no times. */
  readonly tookMs?: number;
  /** What is wrong, in order. */
  readonly problems: readonly Problem[];
  /** Lines that concern all of its problems. */
  readonly remarks: readonly string[];
  /** What readers should know whatever the verdict is. */
  readonly notices: readonly Notice[];
  /** Its result in the document; absent if the document leaves it out. */
  readonly result?: object;
}

/**
 * What became of an entry, for reporters that count.
 *
 * - `passed`: as expected
 * - `failed`: judged, and not as expected
 * - `error`: without a result, or impossible to judge
 * - `skipped`: not run
 */
export type Outcome = 'passed' | 'failed' | 'error' | 'skipped';

/** One thing that is wrong with an entry. */
export interface Problem {
  /** Where it is in the entry's file, counted from 1. */
  readonly line?: number | undefined;
  /** What it is, for reporters that show its file and line separately. */
  readonly short: string;
  /** What it is, with its place. */
  readonly full: string;
  /** More about it, a line each. */
  readonly details: readonly string[];
}

/** Something worth knowing about an entry that is not a problem. */
export interface Notice {
  /** In a word or two. */
  readonly title: string;
  readonly line?: number;
  readonly text: string;
}
