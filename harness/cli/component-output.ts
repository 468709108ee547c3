import { HarnessError } from '../errors.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { grantAdvice } from '../host/manifest/grant-advice.ts';
import { shortText } from '../report/text/short-text.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import { type DeniedUse, deniedKey } from '../tool-call/denied-use.ts';
import { shownLines } from '../tool-call/printed-line.ts';
import { ComponentLog } from './component-log.ts';
import type { InputFile } from './files/asked-output.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';

/** The options of commands that show what components print. */
export interface OutputOptions {
  readonly quiet: boolean;
  readonly debug: boolean;
  readonly componentLog: string | undefined;
}

/**
 * Shows what components print: on stderr, each line after the component and the session of the
 * call, and in the files of `--component-log`. What they are denied is on stderr too, each use
 * once, with the line of the manifest that would allow it. With `--quiet`, stderr has neither.
 *
 * @param inputs everything that the command reads
 * @throws HarnessError as {@link ComponentLog}; later errors of its files are reported once, and
 * end the log.
 */
export function componentOutput(
  terminal: Terminal,
  { quiet, debug, componentLog }: OutputOptions,
  { manifest, inputs }: { readonly manifest: AppManifest; readonly inputs: readonly InputFile[] },
): (call: CallNotes) => void {
  let log = componentLog === undefined ? undefined : new ComponentLog(componentLog, inputs);
  const known = new Set<string>();
  return (call) => {
    const refused = call.denied.filter((use) => !known.has(deniedKey(use)));
    for (const use of refused) known.add(deniedKey(use));
    if (!quiet) {
      for (const line of noted(call)) terminal.note(line);
      for (const use of refused) terminal.note(shortText(refusedText(use, manifest), LONGEST_LINE));
    }
    try {
      log?.append(call);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      log = undefined;
      reportError(error, { terminal, debug });
    }
  };
}

function refusedText(use: DeniedUse, manifest: AppManifest): string {
  const { component, kind, name } = use;
  return `[${component}] refused ${ASKED[kind]} ${name}; ${grantAdvice(use, manifest)}`;
}

const ASKED: Readonly<Record<DeniedUse['kind'], string>> = {
  host: 'a request to',
  store: 'the store',
  variable: 'the variable',
};

/** The most lines of one call that are shown on stderr. */
const MOST_LINES = 50;

function noted({ session, printed }: CallNotes): string[] {
  const shown = shownLines(printed, session === undefined ? undefined : shortText(session));
  const left = shown.length - MOST_LINES;
  const rest = left > 0 ? [`and ${left} more lines; --component-log PATH has them all`] : [];
  return [...shown.slice(0, MOST_LINES), ...rest].map((line) => shortText(line, LONGEST_LINE));
}

const LONGEST_LINE = 1_000;
