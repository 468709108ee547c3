import type { Mutant } from '../../properties/mutants/mutants.ts';
import type { Kill } from './kill-mutant.ts';

/** A fault and how it was found; undefined if it was not. */
export interface HuntedMutant {
  readonly mutant: Mutant;
  readonly kill: Kill | undefined;
}

/** The table of faults in Markdown. */
export function printTable(hunted: readonly HuntedMutant[]): string {
  const rows = hunted.map(({ mutant, kill }) => {
    const { name, component, kind, defect } = mutant;
    const found =
      kill === undefined
        ? ['**survives**', '', '']
        : [kill.by, kill.calls, kill.seconds.toFixed(1)];
    return `| ${[`\`${name}\``, component, kind, defect, ...found].join(' | ')} |\n`;
  });
  return `${HEAD}${rows.join('')}`;
}

const HEAD =
  '| mutant | component | class | what is wrong | found by | calls | seconds |\n' +
  '| --- | --- | --- | --- | --- | --: | --: |\n';

/** The document with its table replaced by this one. */
export function withTable(document: string, table: string): string {
  const lines = document.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| mutant |'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  if (start === -1) throw new Error('docs/mutants.md has no table of mutants');
  return [...lines.slice(0, start), table.trimEnd(), ...lines.slice(end)].join('\n');
}
