import type { HttpResponse } from './http-message.ts';
import type { PrintedLine } from './printed-line.ts';

/** How StarlingMonkey, the engine of components in JavaScript, reports an exception. */
const HANDLER = 'Error while running request handler: ';
const FRAME = /^\s+(?:.*@)?(\S+:\d+:\d+)$/;
/** The same engine, when the handler waits for something that never happens. */
const EVENT_LOOP = 'event loop error';
/** CPython. */
const TRACEBACK = 'Traceback (most recent call last):';
const PYTHON_FRAME = /^ {2}File "(.*)", line (\d+)/;

/**
 * The uncaught exception that an answer hides: its message, and where it was thrown if that was
 * printed. Engines answer an empty 500 then, and print the exception to stderr. Undefined for any
 * other answer, and for an empty 500 without such a line: the component meant it.
 */
export function uncaughtException(
  { status, body }: HttpResponse,
  log: readonly PrintedLine[],
): string | undefined {
  if (status !== 500 || body.length > 0) return undefined;
  const lines = log.filter(({ stream }) => stream === 'stderr').map(({ text }) => text);
  return ofHandler(lines) ?? ofPython(lines) ?? lines.find((line) => line.startsWith(EVENT_LOOP));
}

function ofHandler(lines: readonly string[]): string | undefined {
  const at = lines.findLastIndex((line) => line.startsWith(HANDLER));
  if (at === -1) return undefined;
  const message = lines[at]?.slice(HANDLER.length);
  const frame = lines.slice(at).find((line) => FRAME.test(line));
  return `${message}${placed(frame === undefined ? undefined : FRAME.exec(frame)?.[1])}`;
}

function ofPython(lines: readonly string[]): string | undefined {
  const at = lines.lastIndexOf(TRACEBACK);
  if (at === -1) return undefined;
  const rest = lines.slice(at + 1);
  const message = rest.find((line) => line !== '' && !line.startsWith(' '));
  const [, file, line] =
    PYTHON_FRAME.exec(rest.findLast((one) => PYTHON_FRAME.test(one)) ?? '') ?? [];
  return message === undefined
    ? undefined
    : `${message}${placed(file === undefined ? undefined : `${file}:${line}`)}`;
}

function placed(place: string | undefined): string {
  return place === undefined ? '' : ` (at ${place})`;
}
