import { expect, it } from 'vitest';
import { importDirectionViolations } from './import-directions.ts';
import { snippet } from './snippet.fixture.ts';

function imports(path: string, target: string): string[] {
  const up = '../'.repeat(path.split('/').length - 1);
  const specifier = /^(?:harness|spin-app|properties)\//.test(target) ? `${up}${target}` : target;
  const file = snippet(path, `import { x } from '${specifier}';\n`);
  return importDirectionViolations(file).map(({ message }) => message);
}

it.each([
  ['harness/world/clock.ts', 'harness/tool-call/interaction.ts'],
  ['harness/world/a/b.ts', 'harness/world/clock.ts'],
  ['harness/scenario/a.ts', 'spin-app/protocol/vfs-file.ts'],
  ['harness/cli/commands/replay.ts', 'harness/replay/judge-call.ts'],
  ['harness/index.ts', 'harness/world/clock.ts'],
  ['spin-app/vfs/files.ts', 'spin-app/protocol/key.ts'],
  ['spin-app/protocol/spin-entry.ts', '@fermyon/spin-sdk'],
  ['properties/vfs.property.test.ts', 'harness/internal.ts'],
  // Tests may look at whatever they need.
  ['spin-app/gateway/gateway.test.ts', 'spin-app/vfs/vfs.ts'],
  ['harness/tool-call/a.test.ts', 'node:fs'],
  ['harness/cli/main.test.ts', 'harness/cli/main.ts'],
])('%s may import %s', (path, target) => {
  expect(imports(path, target)).toEqual([]);
});

it.each([
  ['harness/tool-call/a.ts', 'harness/world/clock.ts'],
  ['harness/tool-call/a.ts', 'node:fs'],
  ['harness/world/clock.ts', 'harness/host/host.ts'],
  ['harness/world/clock.ts', 'node:http'],
  ['harness/cassette/a.ts', 'harness/host/host.ts'],
  ['harness/host/host.ts', 'harness/cassette/cassette-file.ts'],
  ['harness/record/a.ts', 'harness/replay/judge-call.ts'],
  ['harness/replay/a.ts', 'harness/record/live-caller.ts'],
  ['harness/replay/a.ts', 'node:fs'],
  ['harness/report/a.ts', 'harness/replay/judge-call.ts'],
  ['harness/service/a.ts', 'harness/replay/judge-call.ts'],
  ['harness/world/clock.ts', 'yaml'],
  ['spin-app/vfs/files.ts', 'spin-app/mock/define.ts'],
  ['spin-app/protocol/key.ts', 'spin-app/vfs/vfs.ts'],
  ['spin-app/protocol/key.ts', '@fermyon/spin-sdk'],
  ['spin-app/vfs/files.ts', 'harness/errors.ts'],
  ['properties/vfs.property.test.ts', 'harness/host/host.ts'],
])('%s may not import %s', (path, target) => {
  expect(imports(path, target)).toHaveLength(1);
});

it('lists the allowed imports and the correction', () => {
  expect(imports('harness/report/a.ts', 'harness/replay/judge-call.ts')).toEqual([
    'imports harness/replay/judge-call.ts. Besides itself, harness/report/ may import only ' +
      'harness/json/, harness/tool-call/, harness/errors.ts, harness/exhaustion.ts, ' +
      'harness/trim-character.ts, harness/cassette/, harness/scenario/, harness/output/, ' +
      'spin-app/protocol/. ' +
      'Move the code to where both may reach it, or pass it in as an argument.',
  ]);
});

it('never allows imports of the command line, whatever the table says', () => {
  expect(imports('harness/index.ts', 'harness/cli/main.ts')).toEqual([
    'imports harness/cli/main.ts. Nothing imports the command line: move what is needed below it.',
  ]);
});

it('counts imports of types', () => {
  const file = snippet('harness/world/a.ts', "import type { Host } from '../host/host.ts';\n");
  expect(importDirectionViolations(file)).toHaveLength(1);
});

it('wants a row for every folder of the shipped code', () => {
  expect(importDirectionViolations(snippet('harness/new/a.ts', "import 'node:fs';\n"))).toEqual([
    {
      path: 'harness/new/a.ts',
      line: 1,
      message: 'belongs to no row of DIRECTIONS. Decide there what its folder may import.',
    },
  ]);
});
