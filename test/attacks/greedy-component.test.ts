import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answeringModule,
  handmadeApp,
  handmadeComponentApp,
} from '../handmade-component.fixture.ts';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

/** A component of one module that holds something, in as many instances. */
function component(holds: string, instances = 1): string {
  const more = '(core instance (instantiate $m)) '.repeat(instances - 1);
  return `(component
    (core module $m ${holds} (func (export "handle")))
    (core instance $i (instantiate $m)) ${more}
    (func $handle (canon lift (core func $i "handle")))
    (instance $handler (export "handle" (func $handle)))
    (export "wasi:http/incoming-handler@0.2.0" (instance $handler)))`;
}

/** Makes one call of an app; gives the exit code and what is printed about it. */
async function callOnce(app: string) {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'a.yaml'),
    'spintape: 1\nname: a\n---\nrequest: {method: GET, path: /}\n',
  );
  const args = ['record', '--app', app, '--workers', '1', 'a.yaml'];
  const { code, stderr } = await spintape(args, { cwd });
  return { code, stderr: stderr.replaceAll(app, 'APP') };
}

function refusal(reason: string): { code: number; stderr: string } {
  return {
    code: 2,
    stderr:
      `spintape: APP/handmade.wasm: Failed to prepare the component: ${reason}. ` +
      'Build it as a wasi:http 0.2 component, and point `source` in spin.toml at it.\n',
  };
}

// Preparing takes seconds, and more on a busy machine.
describe('a component that asks for more than it may have', { timeout: 480_000 }, () => {
  it.each([
    [
      'tables that start large',
      component('(table 10000000 funcref) '.repeat(16)),
      'its 16 tables together start with 160000000 entries, and the limit is 1000000',
    ],
    [
      'a table in each of many instances',
      component('(table 100000 funcref)', 100),
      'its 100 tables together start with 10000000 entries, and the limit is 1000000',
    ],
    [
      'a memory in each of many instances',
      component('(memory 4096)', 90),
      'its 90 memories together start with 368640 pages, and the limit is 4096',
    ],
  ])('is refused: %s', async (_, text, reason) => {
    expect(await callOnce(await handmadeComponentApp(text))).toEqual(refusal(reason));
  });

  it('gets no more tables than its share while it runs', async () => {
    const names = Array.from({ length: 16 }, (_, index) => `$t${index}`);
    const tables = names.map((name) => `(table ${name} 0 funcref)`).join(' ');
    const grown = names.map(
      (name) => `(drop (table.grow ${name} (ref.null func) (i32.const 10000000)))
        (drop (table.grow ${name} (ref.null func) (i32.const 62000)))
        (drop (table.grow ${name} (ref.null func) (i32.const 1000)))`,
    );
    const sum = names.reduce(
      (text, name) => `(i32.add ${text} (table.size ${name}))`,
      '(i32.const 0)',
    );
    const status = `(block (result i32) ${grown.join(' ')}
      (i32.add (i32.const 200) (i32.div_u ${sum} (i32.const 100000))))`;
    const app = await serveApp(['--app', await handmadeApp(answeringModule(status, tables))]);
    expect((await request(`${app.url}/`)).status).toBe(209);
    expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
  });
});
