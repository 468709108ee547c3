import { expect, it } from 'vitest';
import { snippet } from './snippet.fixture.ts';
import { workerSideBreaches } from './worker-side.ts';

const GUEST = 'harness/host/embedded/guest/a.ts';

it('accepts what a guest computes with, and types of anything', () => {
  const text = `import { clock } from '../../../world/clock.ts';
import type { KeyValue } from '../../../world/key-value.ts';
`;
  const clock = snippet('harness/world/clock.ts', "import { sha } from 'node:crypto';\n");
  expect(workerSideBreaches([snippet(GUEST, text), clock])).toEqual([]);
});

it('finds what belongs to the main thread through other files', () => {
  const guest = snippet(GUEST, "import { x } from '../../x.ts';\n");
  const between = snippet('harness/host/x.ts', "\nimport { readFile } from 'node:fs';\n");
  expect(workerSideBreaches([guest, between])).toEqual([
    {
      path: 'harness/host/x.ts',
      line: 2,
      message:
        `loads node:fs in a worker thread (reached by ${GUEST} -> harness/host/x.ts). It belongs ` +
        'to the main thread: ask for it over the link (messages.ts), or import only its types.',
    },
  ]);
});

it('starts from the entry of the worker too, and leaves the main thread alone', () => {
  const imports = "import { LiveOutbound } from '../../world/outbound-http/live.ts';\n";
  const entry = snippet('harness/host/embedded/worker.ts', imports);
  const main = snippet('harness/host/embedded/worker-pool.ts', imports);
  expect(workerSideBreaches([entry, main]).map(({ path }) => path)).toEqual([
    'harness/host/embedded/worker.ts',
  ]);
});
