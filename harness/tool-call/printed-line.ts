/** A line that a component printed during a call. */
export interface PrintedLine {
  readonly component: string;
  readonly stream: 'stdout' | 'stderr';
  /** Without its line break. */
  readonly text: string;
}

/** How many characters of a line people are shown. */
const LONGEST = 500;

/**
 * Printed lines for people, each after the name of its component in brackets. Empty lines are left
 * out, a line that is repeated is shown once, and a long one is cut.
 *
 * @param session what the brackets hold besides the component; absent: nothing
 */
export function shownLines(lines: readonly PrintedLine[], session?: string): string[] {
  return runsOf(lines).map(({ line: { component, text }, times }) => {
    const from = session === undefined ? component : `${component} ${session}`;
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    return `[${from}] ${shown}${times === 1 ? '' : ` (${times} times)`}`;
  });
}

/** The same line, printed so many times in a row. */
interface LineRun {
  readonly line: PrintedLine;
  readonly times: number;
}

function runsOf(lines: readonly PrintedLine[]): LineRun[] {
  const runs: LineRun[] = [];
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const last = runs.at(-1);
    if (last?.line.text === line.text && last.line.component === line.component) {
      runs[runs.length - 1] = { line, times: last.times + 1 };
    } else {
      runs.push({ line, times: 1 });
    }
  }
  return runs;
}
