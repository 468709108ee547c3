import { type CommandSpec, usageOf } from './command-spec.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { flagOf, type Option, type OptionTable, oneOf } from './option.ts';

const COLUMNS = 80;
/** The column in which the meaning of an option begins. */
const MEANING = 24;

/** What `spintape --help` prints: one screen that says where to go next. */
export function overview(commands: readonly CommandSpec[]): string {
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`);
  return `\
Runs the tools of AI agents as Spin components, records what they do, and
replays it exactly.

Usage: spintape COMMAND [OPTION…]

${rows.join('\n')}

spintape COMMAND --help   what a command takes, with examples
spintape --version        the version

The documents are in this package; docs/README.md lists them.
`;
}

/** What `spintape COMMAND --help` prints. */
export function commandHelp(spec: CommandSpec): string {
  const own = Object.keys(spec.options).length > 0 ? [`Options:\n${rowsOf(spec.options)}`] : [];
  return `${[
    `Usage: ${usageOf(spec)} [OPTION…]`,
    wrapped(spec.about, COLUMNS).join('\n'),
    ...own,
    `Options of every command:\n${rowsOf(COMMON_OPTIONS)}`,
    `Examples:\n${spec.examples.map((example) => `  ${example}`).join('\n')}`,
  ].join('\n\n')}\n`;
}

/** An option as the help shows it, with a name for its value: `--app PATH`. */
export function writtenOption(key: string, { shownValue }: Option<unknown>): string {
  return shownValue === undefined ? flagOf(key) : `${flagOf(key)} ${shownValue}`;
}

/** Everything about an option, on one line. */
export function meaningOf(option: Option<unknown>): string {
  const { means, choices, shownDefault, isRepeatable = false } = option;
  const values = choices === undefined ? '' : `${oneOf(choices)}: `;
  const fallback = shownDefault === undefined ? '' : ` (default: ${shownDefault})`;
  return `${values}${means}${fallback}${isRepeatable ? '; may be repeated' : ''}`;
}

function rowsOf(table: OptionTable): string {
  return Object.entries(table)
    .flatMap(([key, option]) => rowOf(`  ${writtenOption(key, option)}`, meaningOf(option)))
    .join('\n');
}

// If an option is too long for its column, its meaning begins on the next line.
function rowOf(written: string, meaning: string): string[] {
  const indent = ' '.repeat(MEANING);
  const lines = wrapped(meaning, COLUMNS - MEANING).map((line) => indent + line);
  const [first = '', ...others] = lines;
  return written.length < MEANING - 1
    ? [written + first.slice(written.length), ...others]
    : [written, ...lines];
}

function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
