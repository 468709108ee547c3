import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../harness/cli/command-table/commands.ts';
import { type CommandSpec, usageOf } from '../../harness/cli/options/command-spec.ts';
import { COMMON_OPTIONS } from '../../harness/cli/options/common-options.ts';
import { meaningOf, writtenOption } from '../../harness/cli/options/help.ts';
import type { OptionTable } from '../../harness/cli/options/option.ts';
import { projectRoot } from '../spintape.fixture.ts';

const commands: readonly CommandSpec[] = Object.values(COMMANDS);
const document = readFileSync(join(projectRoot, 'docs/command-line.md'), 'utf8');
const sections = new Map(
  document.split(/^## /m).map((section) => {
    const [title = ''] = section.split('\n');
    return [title, section];
  }),
);

/** The rows of a section's table of options, without their links and marks of code. */
function rowsOf(section = ''): string[] {
  const table = /^\| option \| means \|\n\| --- \| --- \|\n((?:\|.*\n)+)/m.exec(section)?.[1] ?? '';
  const plain = table.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll('`', '');
  return plain.split('\n').filter((row) => row !== '');
}

function rowsFor(table: OptionTable): string[] {
  return Object.entries(table).map(
    ([key, option]) => `| ${writtenOption(key, option)} | ${meaningOf(option)} |`,
  );
}

describe('docs/command-line.md says what the table of commands says', () => {
  it('of the options of every command', () => {
    expect(rowsOf(sections.get('Options of every command'))).toEqual(rowsFor(COMMON_OPTIONS));
  });

  it('of which commands there are, and what they take', () => {
    const titles = [...sections.keys()].filter((title) => title.startsWith('`spintape '));
    expect(titles.sort()).toEqual(commands.map((spec) => `\`${usageOf(spec)}\``).sort());
  });

  it.each(commands)('of the options of $name', (spec) => {
    expect(rowsOf(sections.get(`\`${usageOf(spec)}\``))).toEqual(rowsFor(spec.options));
  });
});
