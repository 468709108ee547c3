import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expandCall } from '../../../tool-call/dialect.ts';
import { MemoryKeyValue } from '../../../world/key-value/key-value.ts';
import { REFUSING_OUTBOUND } from '../../../world/outbound-http/refusing.ts';
import { loadPrepared, type PreparedComponent } from '../../prepare/load-prepared.ts';
import type { InstanceMode } from '../instance-mode.ts';
import { resettableGlue } from '../resettable-glue.ts';
import { sealedGlue } from '../sealed-glue.ts';
import { CellPool } from './cell-pool.ts';
import { runCall } from './run-call.ts';
import { WorldLink } from './world-link.ts';

const VFS = fileURLToPath(new URL('../../../../spin-app/dist/vfs.wasm', import.meta.url));

const CALLS = ['write_file', 'read_file', 'list_files', 'no_tool', 'delete_file', 'read_file'];

/** The outcomes of some consecutive calls in cells of one kind, and the cells' counters. */
async function ran(prepared: PreparedComponent, mode: InstanceMode, keepsGlue: boolean) {
  const cores = new Map<string, WebAssembly.Module>();
  for (const { name, bytes } of prepared.cores) cores.set(name, await WebAssembly.compile(bytes));
  const cells = new CellPool(mode);
  const glue = keepsGlue ? resettableGlue(prepared.glue) : prepared.glue;
  const { resettable } = prepared;
  cells.add('vfs', { instantiate: sealedGlue(glue ?? ''), cores, keepsGlue, resettable });
  const grant = {
    variables: new Map(),
    secretVariables: new Map(),
    environment: new Map(),
    stores: ['default'],
    allowedHosts: [],
  };
  const context = {
    link: new WorldLink({ keyValue: new MemoryKeyValue(), upstream: REFUSING_OUTBOUND }),
    cells,
    grants: new Map([['vfs', grant]]),
  };
  const outcomes = CALLS.map((tool, index) => {
    const args = JSON.stringify({ file_path: 'a', content: 'text' });
    const request = expandCall({ component: 'vfs', session: 's', tool, args });
    const headers = [['spin-full-url', `http://localhost${request.path}`]] as const;
    const at = Date.UTC(2026, 0, 5) + index;
    const seed = new Uint8Array(32);
    const call = { component: 'vfs', request, headers, at, seed, timers: 'virtual' } as const;
    return runCall(call, context).outcome;
  });
  return { outcomes, counters: cells.counters() };
}

it('gives the same in fresh instances, with new glue, and with glue that is kept', async () => {
  const prepared = await loadPrepared(VFS);
  const fresh = await ran(prepared, 'fresh', false);
  expect(fresh.counters).toEqual({ reset: 0, fresh: CALLS.length });
  expect(fresh.outcomes.map(({ kind }) => kind)).toEqual(CALLS.map(() => 'answered'));
  for (const keepsGlue of [false, true]) {
    const { outcomes, counters } = await ran(prepared, 'reset', keepsGlue);
    expect(outcomes).toEqual(fresh.outcomes);
    expect(counters).toEqual({ reset: CALLS.length - 1, fresh: 1 });
  }
});
