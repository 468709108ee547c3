import { expect, it } from 'vitest';
import { snippet } from './snippet.fixture.ts';
import { workerSideViolations } from './worker-side.ts';

const GUEST = 'harness/host/embedded/guest/a.ts';

it('accepts pure modules, and types of any module', () => {
  const text = `import { clock } from '../../../world/clock.ts';
import type { KeyValue } from '../../../world/key-value.ts';
`;
  const clock = snippet('harness/world/clock.ts', "import { sha } from 'node:crypto';\n");
  expect(workerSideViolations([snippet(GUEST, text), clock])).toEqual([]);
});

it('finds modules of the main thread through other files', () => {
  const guest = snippet(GUEST, "import { x } from '../../x.ts';\n");
  const between = snippet('harness/host/x.ts', "\nimport { readFile } from 'node:fs';\n");
  expect(workerSideViolations([guest, between])).toEqual([
    {
      path: 'harness/host/x.ts',
      line: 2,
      message:
        `loads node:fs in a worker thread (reached by ${GUEST} -> harness/host/x.ts). It belongs ` +
        'to the main thread: ask for it over the link (messages.ts), or import only its types.',
    },
  ]);
});

it('starts from the entry of the worker too, and ignores the main thread', () => {
  const live = (up: string) => `import { LiveOutbound } from '${up}/outbound-http/live.ts';\n`;
  const entry = snippet('harness/engine/worker.ts', live('../world'));
  const main = snippet('harness/host/embedded/worker-pool.ts', live('../../world'));
  expect(workerSideViolations([entry, main]).map(({ path }) => path)).toEqual([
    'harness/engine/worker.ts',
  ]);
});

it('lets the entry read the files of tapes, and not the guest', () => {
  const entry = snippet('harness/engine/worker.ts', "await import('../cassette/a.ts');\n");
  const cassette = snippet('harness/cassette/a.ts', "import { readFileSync } from 'node:fs';\n");
  const guest = snippet(GUEST, "import { x } from '../../../cassette/a.ts';\n");
  expect(workerSideViolations([entry, cassette])).toEqual([]);
  expect(workerSideViolations([guest, cassette]).map(({ path }) => path)).toEqual([GUEST]);
});
