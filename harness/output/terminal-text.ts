import { visibleText } from './visible-text.ts';
import { withoutCommands } from './workflow-commands.ts';

/**
 * What may be printed of a text, whoever wrote it: its lines, without anything that acts on a
 * terminal or on GitHub's runner. Every text that a command prints goes through here, so that a
 * report which forgets to escape a name is ugly, not harmful.
 *
 * @param colours whether the codes pass with which reports are painted
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
