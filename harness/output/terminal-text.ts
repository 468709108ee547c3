import { visibleText } from './visible-text.ts';
import { withoutCommands } from './workflow-commands.ts';

/**
 * Makes untrusted text safe to print: its lines, without control characters for a terminal or
 * commands for GitHub's runner. Every text that a command prints goes through here, so that a
 * report that forgets to escape a name is ugly, not harmful.
 *
 * @param colours whether the colour codes of reports are kept
 */
export function terminalText(text: string, { colours = false } = {}): string {
  return text
    .split('\n')
    .map((line) => withoutCommands(colours ? painted(line) : visibleText(line)))
    .join('\n');
}

function painted(line: string): string {
  return line
    .split(COLOURS)
    .map((part, index) => (index % 2 === 1 ? part : visibleText(part)))
    .join('');
}

/** The codes of harness/report/text/paint.ts. */
const COLOURS = /(\u001b\[(?:1|2|22|31|32|33|39)m)/;
