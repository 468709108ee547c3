import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPrepared } from '../../harness/host/prepare/load-prepared.ts';
import { answeringModule, handmadeModuleApp } from '../handmade-component.fixture.ts';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';
import { sameInBothModes } from './reset-and-fresh.ts';

/** Prints through preview 1, and answers with a random status; 599 if the clock fails. */
const MODULE = answeringModule(
  '(call $draw)',
  `(data (i32.const 0) "\\10\\00\\00\\00\\06\\00\\00\\00")
  (data (i32.const 16) "hello\\n")
  (func $draw (result i32)
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
    (if (call $clock (i32.const 0) (i64.const 1) (i32.const 40))
      (then (return (i32.const 599))))
    (if (i64.eqz (i64.load (i32.const 40))) (then (return (i32.const 599))))
    (drop (call $random (i32.const 48) (i32.const 1)))
    (i32.add (i32.const 200) (i32.and (i32.load8_u (i32.const 48)) (i32.const 63))))`,
)
  .replace(
    '(module',
    `(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $clock (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))`,
  )
  // The adapter of preview 1 allocates 64 KiB, and a memory that grows would not be kept.
  .replace('(memory (export "memory") 1)', '(memory (export "memory") 4)')
  .replace(
    '(func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)',
    `(global $next (mut i32) (i32.const 65536))
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
    (global.get $next)
    (global.set $next (i32.add (global.get $next) (local.get 3))))`,
  );

const SCENARIO = `spintape: 1
name: module
---
request: {method: GET, path: /}
---
request: {method: GET, path: /}
`;

describe('a core module for WASI preview 1 that describes its component', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await handmadeModuleApp(MODULE);
  });

  it('is recorded and replayed as a component', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'module.yaml'), SCENARIO);
    const app = ['--app', folder, '--workers', '1'];
    expect(await spintape(['record', ...app, 'module.yaml'], { cwd })).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, 'cassettes/module.yaml'), 'utf8');
    const statuses = [...text.matchAll(/status: (\d+)/g)].map(([, status]) => Number(status));
    expect(statuses).toHaveLength(2);
    expect(statuses.every((status) => status >= 200 && status < 264)).toBe(true);
    const replayed = await spintape(['replay', '--json', ...app], { cwd });
    expect([replayed.code, reportOf(replayed).results]).toEqual([
      0,
      [{ name: 'module', path: 'cassettes/module.yaml', verdict: 'same', calls: 2 }],
    ]);
  });

  it('prints, reads the clock and draws, the same in every mode', async () => {
    const request = (index: number) => ({ path: `/${index}` });
    const outcomes = await sameInBothModes({ folder, calls: 20, request });
    const answers = outcomes.map((outcome) =>
      outcome.kind === 'answered'
        ? [outcome.response.status >= 200, outcome.log.map(({ text }) => text)]
        : outcome,
    );
    expect(answers).toEqual(outcomes.map(() => [true, ['hello']]));
  });

  it('is refused where its description does not fit it', async () => {
    const other = await handmadeModuleApp(
      answeringModule('(i32.const 200)').replace('incoming-handler@0.2.0#handle', 'other'),
    );
    const cacheDirectory = join(other, 'cache');
    await expect(loadPrepared(join(other, 'handmade.wasm'), { cacheDirectory })).rejects.toThrow(
      'Failed to prepare the component: failed to encode a component from module',
    );
  });
});
