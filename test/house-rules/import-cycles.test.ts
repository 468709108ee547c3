import { expect, it } from 'vitest';
import { importCycleViolations } from './import-cycles.ts';
import { snippet } from './snippet.fixture.ts';

const a = snippet('harness/a.ts', "import { b } from './b.ts';\n");
const b = snippet('harness/b.ts', "\nimport type { C } from './deep/c.ts';\n");
const loose = snippet('harness/deep/c.ts', "import 'node:fs';\n");
const closing = snippet('harness/deep/c.ts', "export { a } from '../a.ts';\n");

it('accepts files that import each other in one direction', () => {
  expect(importCycleViolations([a, b, loose])).toEqual([]);
});

it('names a cycle once, imports of types included', () => {
  expect(importCycleViolations([a, b, closing])).toEqual([
    {
      path: 'harness/deep/c.ts',
      line: 1,
      message:
        'closes the import cycle harness/a.ts -> harness/b.ts -> harness/deep/c.ts -> ' +
        'harness/a.ts. Move what both need into a file of its own.',
    },
  ]);
});
