import { expect, it } from 'vitest';
import { nameViolations } from './names.ts';

it.each([
  'harness/world/key-value/key-value.ts',
  'harness/world/key-value/key-value.test.ts',
  'properties/vfs.property.test.ts',
  'harness/host/webassembly.d.ts',
  'vitest.config.ts',
  'build/run.mjs',
  'docs/ARCHITECTURE.md',
])('accepts %s', (path) => {
  expect(nameViolations(path)).toEqual([]);
});

it.each([
  ['harness/keyValue.ts', 'is named keyValue.ts. Name it in kebab-case, after its main export.'],
  ['harness/Key.test.ts', 'is named Key.test.ts. Name it in kebab-case, after its main export.'],
  ['harness/keyValue/a.ts', 'lies in keyValue. Name the folder in kebab-case.'],
  ['harness/utils/a.ts', 'lies in utils. Name the folder after what its files do.'],
])('refuses %s', (path, message) => {
  expect(nameViolations(path)).toEqual([{ path, line: 1, message }]);
});
