import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';

const OLD = 'File not found';
const NEW = 'File is absent';

/** The built component with one message changed; of equal length, so that it stays a component. */
function withOtherMessage(component: Buffer): Buffer {
  const edited = Buffer.from(component);
  let found = 0;
  for (let at = edited.indexOf(OLD); at !== -1; at = edited.indexOf(OLD, at)) {
    edited.write(NEW, at, 'latin1');
    found += 1;
  }
  if (found === 0) throw new Error(`the component does not hold ${OLD}`);
  return edited;
}

describe('a component with one edited message', () => {
  it('makes replay end with 1 and name the message, and with 0 once it is restored', async () => {
    const folder = temporaryFolder();
    const built = join(projectRoot, 'spin-app');
    const app = join(folder, 'app');
    mkdirSync(join(app, 'dist'), { recursive: true });
    cpSync(join(built, 'spin.toml'), join(app, 'spin.toml'));
    const component = join(app, 'dist/vfs.wasm');
    writeFileSync(component, withOtherMessage(readFileSync(join(built, 'dist/vfs.wasm'))));

    const cassette = 'cassettes/vfs/read-back.yaml';
    const env = { XDG_CACHE_HOME: join(folder, 'cache') };
    const args = ['replay', '--json', '--workers', '1', '--app', app, cassette];
    const edited = await spintape(args, { env });
    expect([edited.code, edited.stderr]).toEqual([
      1,
      expect.stringMatching(/^preparing vfs \d+ s\n$/),
    ]);
    const [result] = reportOf(edited).results;
    expect(result).toMatchObject({ verdict: 'differs', reason: 'changed-result', calls: 6 });
    expect(result?.differences?.map(({ line: _, ...difference }) => difference)).toEqual(
      [1, 6].map((step) => ({
        step,
        reason: 'changed-result',
        where: 'result.result',
        recorded: `"${OLD}: config.json"`,
        actual: `"${NEW}: config.json"`,
      })),
    );

    cpSync(join(built, 'dist/vfs.wasm'), component);
    const restored = await spintape(args, { env });
    expect([restored.code, reportOf(restored).ok]).toEqual([0, true]);
  }, 240_000);
});
