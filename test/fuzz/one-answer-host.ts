import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorldHost } from '../../harness/host/host.ts';
import { type AppManifest, parseManifest } from '../../harness/internal.ts';
import { PROJECT_ROOT } from '../house-rules/source-tree.ts';

const MANIFEST = join(PROJECT_ROOT, 'spin-app/spin.toml');

/** The shipped app as its manifest has it. */
export const SHIPPED_APP: AppManifest = parseManifest(readFileSync(MANIFEST, 'utf8'), MANIFEST);

const BODY = new TextEncoder().encode('{"success":true,"result":"ok","error_type":null}');
const response = {
  status: 200,
  headers: [['content-type', 'application/json']],
  body: BODY,
} as const;

/** A host that answers every call alike, to test the readers of files, not components. */
export const oneAnswerHost: WorldHost = {
  call: async () => ({ kind: 'answered', response, elapsedMs: 1, waits: [], log: [] }),
  componentFor: () => undefined,
  buildKey: async () => 'none',
  counters: () => ({ reset: 0, fresh: 0 }),
  close: async () => undefined,
};
