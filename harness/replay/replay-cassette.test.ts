import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCassette } from '../cassette/parse-cassette.ts';
import type { App } from '../host/app.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { placeText } from '../tool-call/difference-place.ts';
import type { FileJudgement } from '../tool-call/verdict.ts';
import { replayCassette } from './replay-cassette.ts';

const FILE = 'cassettes/vfs/edited.yaml';
const HEAD = 'spintape: 1\nname: vfs/edited\nworld: {seed: 1, clock: 2026-01-05T09:00:00Z}\n';
const WRITE = '{file_path: a.txt, content: one}';

let app: App;

beforeAll(async () => {
  const path = fileURLToPath(new URL('../../spin-app/spin.toml', import.meta.url));
  const manifest = await readManifest(path);
  app = { manifest, host: new EmbeddedHost(manifest, { mode: 'reset', workers: 1 }) };
});
afterAll(() => app.host.close());

function call(second: number, tool: string, args: string): string {
  const at = `at: 2026-01-05T09:00:0${second}Z`;
  return `---\n${at}\ncall: {component: vfs, session: s, tool: ${tool}, args: ${args}}\n`;
}

function replay(text: string, onCall?: (step: number) => void): Promise<FileJudgement> {
  return replayCassette(app, { cassette: parseCassette(HEAD + text, FILE), file: FILE, onCall });
}

describe('replaying', () => {
  it('starts each call from the recorded state, so that one difference is one', async () => {
    const steps: number[] = [];
    const { verdict, reason, calls, differences } = await replay(
      `${call(0, 'write_file', WRITE)}` +
        'result: {success: true, result: Successfully wrote 3 bytes to a.txt, error_type: null}\n' +
        `${call(1, 'list_files', '{}')}result: {success: true, result: '[]', error_type: null}\n`,
      (step) => steps.push(step),
    );
    expect([verdict, reason, calls, steps]).toEqual(['differs', 'changed-state', 2, [1, 2]]);
    expect(differences.map(({ step, where }) => [step, placeText(where)])).toEqual([
      [1, 'state default/vfs/s/a.txt'],
    ]);
  });

  it('suggests a component for a misspelt one', async () => {
    const { differences } = await replay(
      `${call(0, 'list_files', '{}').replace('vfs', 'vsf')}` +
        "result: {success: true, result: '[]', error_type: null}\n",
    );
    expect(differences.map(({ reason, actual }) => [reason, actual])).toEqual([
      ['no-route', 'the app has no component "vsf"; did you mean vfs?'],
    ]);
  });

  it('refuses a call that has no result', async () => {
    await expect(replay(call(0, 'list_files', '{}'))).rejects.toMatchObject({
      code: 'cassette-invalid',
      message:
        'cassettes/vfs/edited.yaml:5: Failed to replay the call: it has no result. A scenario is recorded with `spintape record` before it can be replayed.',
    });
  });
});
