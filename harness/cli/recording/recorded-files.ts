import type { CassetteFile } from '../../cassette/cassette-file.ts';
import type { HarnessFailure } from '../../errors.ts';
import { jsonDocument } from '../../report/json-document.ts';
import { placeText } from '../../tool-call/difference-place.ts';
import type { Unreproducible } from '../../tool-call/interaction.ts';
import { type Difference, printedDifference } from '../../tool-call/verdict.ts';
import { givenCommand } from '../options/given-command.ts';

/**
 * A cassette that `spintape record` made or failed to make, and what people should know about it.
 */
export interface RecordedFile {
  /** From the header; the path of the scenario if there is no new recording. */
  readonly name: string;
  /** The path of the cassette, written or not, as people are shown it. */
  readonly path: string;
  readonly calls: number;
  /** Whether it replaced an older recording. */
  readonly replaced?: true;
  /** Why there is no new recording. */
  readonly failure?: HarnessFailure;
  /** What `--missing` added. */
  readonly added?: { readonly calls: number; readonly exchanges: number };
  /** Requests that the network did not answer, although the scenario does not say so. */
  readonly unanswered: readonly Unanswered[];
  /** Calls that ended by an uncaught exception, although the scenario does not expect that. */
  readonly exceptions: ReadonlyArray<{ readonly step: number; readonly exception: string }>;
  /** How calls differ from what the scenario expects. */
  readonly differences: readonly Difference[];
  readonly unreproducible: ReadonlyArray<Unreproducible & { readonly step: number }>;
  /** How calls that `--missing` kept differ from their recording by now. */
  readonly outdated: readonly Difference[];
}

/** A request that ended without an answer. */
export interface Unanswered {
  /** The call, counted from 1. */
  readonly step: number;
  readonly method: string;
  readonly url: string;
  /** A case of `error-code` of wasi:http/types@0.2.0. */
  readonly code: string;
}

/**
 * The requests of a cassette that the network did not answer. Such a recording is complete, but
 * seldom intended, unless the scenario writes the exchange down or the call is as it expects.
 *
 * @param differences those of `unexpected`
 */
export function unansweredRequests(
  scenario: CassetteFile,
  { entries }: CassetteFile,
  differences: readonly Difference[],
): Unanswered[] {
  const unmet = new Set(differences.map(({ step }) => step));
  return entries.flatMap(({ exchanges }, index) => {
    const step = index + 1;
    const { expect, exchanges: written = [] } = scenario.entries[index] ?? {};
    if (written.length > 0 || (expect !== undefined && !unmet.has(step))) return [];
    return exchanges.flatMap(({ request: { method, url }, outcome }) =>
      outcome.kind === 'error' ? [{ step, method, url, code: outcome.code }] : [],
    );
  });
}

/** The calls of a cassette that did not replay when they were recorded. */
export function unreproducibleCalls({ entries }: CassetteFile): RecordedFile['unreproducible'] {
  return entries.flatMap(({ unreproducible }, index) =>
    unreproducible === undefined ? [] : [{ step: index + 1, ...unreproducible }],
  );
}

/** Whether there is nothing to report: every call is as expected, and reproduces. */
export function isSound({ failure, ...found }: RecordedFile): boolean {
  const { unanswered, exceptions, differences, unreproducible, outdated } = found;
  return (
    failure === undefined &&
    [unanswered, exceptions, differences, unreproducible, outdated].every(
      ({ length }) => length === 0,
    )
  );
}

/**
 * What people are shown about a recording besides its path, line by line.
 *
 * @param scenario the path of the scenario that was recorded, as people are shown it
 * @param app the app as the user named it, for advice
 */
export function recordedLines(
  file: RecordedFile,
  { scenario, app }: { readonly scenario: string; readonly app: string | undefined },
): string[] {
  const update = givenCommand('replay', { app, update: true }, file.path);
  return [
    ...file.unanswered.map(
      ({ step, method, url, code }) => `step ${step}: ${method} ${url} had no answer (${code})`,
    ),
    ...firstFew(
      file.exceptions.map(
        ({ step, exception }) => `step ${step}: uncaught exception: ${exception}`,
      ),
    ),
    ...firstFew(
      file.differences.map(
        ({ step, line, where, recorded, actual, error }) =>
          `${scenario}:${line} step ${step}: ${placeText(where)}: ` +
          `expected ${recorded}, recorded ${actual}${error === undefined ? '' : ` (${error})`}`,
      ),
    ),
    ...file.unreproducible.map(
      ({ step, import: fault, detail }) => `step ${step}: does not replay (${fault}): ${detail}`,
    ),
    ...firstFew(
      file.outdated.map(
        ({ step, line, where, recorded, actual }) =>
          `${file.path}:${line} step ${step}: ${placeText(where)}: ` +
          `recorded ${recorded}, now ${actual}; ${update}`,
      ),
    ),
  ];
}

const MOST_LINES = 5;

// If one thing changed, most calls differ in the same way.
function firstFew(lines: readonly string[]): string[] {
  const left = lines.length - MOST_LINES;
  const rest = left > 0 ? [`and ${left} more; --json has them all`] : [];
  return [...lines.slice(0, MOST_LINES), ...rest];
}

/** The document of `--json`. */
export function recordedDocument(files: readonly RecordedFile[]): string {
  const results = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ unanswered, exceptions, differences, unreproducible, outdated, failure, ...file }) => ({
      ...file,
      ...(failure === undefined ? {} : { error: failure }),
      ...(unanswered.length === 0 ? {} : { unanswered }),
      ...(exceptions.length === 0 ? {} : { exceptions }),
      ...(differences.length === 0 ? {} : { differences: differences.map(printedDifference) }),
      ...(unreproducible.length === 0 ? {} : { unreproducible }),
      ...(outdated.length === 0 ? {} : { outdated: outdated.map(printedDifference) }),
    }));
  const calls = files.reduce((sum, file) => sum + file.calls, 0);
  const errors = files.filter(({ failure }) => failure !== undefined).length;
  const summary = { files: files.length, calls, ...(errors === 0 ? {} : { error: errors }) };
  const ok = files.every(isSound);
  return jsonDocument({ command: 'record', ok }, { summary, results });
}
