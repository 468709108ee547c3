import { expect, it } from 'vitest';
import { builtImportViolations } from './built-imports.ts';
import { parseSource } from './source-tree.ts';

const SOURCE =
  "export { one, type Two } from './a.ts';\nexport function three() {}\nexport const four = 4;\n" +
  'export class Five {}\nexport interface Six {}\nfunction hidden() {}\n';

function violationsOf(imports: string): string[] {
  const script = `import { ${imports} } from '../../dist/harness/index.js';\n`;
  const files = [
    { path: 'harness/index.ts', text: SOURCE },
    { path: 'benchmarks/a/bench.mjs', text: script },
  ];
  return builtImportViolations(files.map(parseSource)).map(({ message }) => message);
}

it('lets scripts import what built modules export', () => {
  expect(violationsOf('one, three as other, four, Five')).toEqual([]);
});

it.each(['hidden', 'Six', 'seven', 'seven as one'])('does not let them import %s', (imports) => {
  const [name] = imports.split(' ');
  expect(violationsOf(imports)).toEqual([
    `imports ${name}, which dist/harness/index.js does not export. Import it from where it is.`,
  ]);
});
