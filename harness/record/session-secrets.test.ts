import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.fixture.ts';
import { readCassette } from '../cassette/store/cassette-store.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { replayCassette } from '../replay/replay-cassette.ts';
import { type HttpService, serveHttp } from '../service/http-service.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import { REFUSING_OUTBOUND } from '../world/outbound-http/refusing.ts';
import { formsOf, plantedSecret } from './secret-scan/planted-secrets.fixture.ts';
import { SessionRecorder } from './session-recorder.ts';

const VARIABLE = plantedSecret(1).secret;
const PLANTED = plantedSecret(20).secret;

let manifest: AppManifest;
let host: EmbeddedHost;
let service: HttpService;
let recorder: SessionRecorder;
const folder = temporaryFolder();
const errors: string[] = [];

function openRecorder(allowedSecrets: ReadonlyMap<string, string>, greeting = 'hello') {
  const overrides = new Map([
    ['token', VARIABLE],
    ['greeting', greeting],
  ]);
  const appWorld = resolveAppWorld(manifest, { world: new Map(), overrides });
  const { variables } = appWorld;
  return new SessionRecorder({
    world: {
      host,
      appWorld,
      sequence: new CallSequence(7, () => 1_700_000_000_000),
      keyValue: new MemoryKeyValue(),
      outbound: REFUSING_OUTBOUND,
      keep: [],
    },
    folder,
    header: {
      app: { name: manifest.name, build: new Map() },
      world: {
        seed: 7,
        clock: undefined,
        variables: variables.app,
        files: new Map(),
        store: new Map(),
        keep: [],
      },
      allowedSecrets,
    },
  });
}

beforeAll(async () => {
  manifest = await readManifest(
    fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url)),
  );
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  recorder = openRecorder(new Map([['step *, request path, query note', 'made by a test']]));
  const address = { host: '127.0.0.1', port: 0, app: manifest };
  service = await serveHttp(
    (request) => recorder.call(request),
    address,
    (error) => errors.push(String(error)),
  );
});
afterAll(async () => {
  await service.close();
  await host.close();
});

async function call(path: string, body?: string): Promise<{ status: number; text: string }> {
  const headers = { 'content-type': 'application/octet-stream' };
  const init = body === undefined ? {} : { method: 'POST', headers, body };
  const response = await fetch(`${service.url}/probe${path}`, init);
  return { status: response.status, text: await response.text() };
}

describe('a served app that is recorded', () => {
  it('answers a call with a secret with the place, and goes on without that call', async () => {
    const session = 'session_id=s-1';
    const key = `store=default&key=k&${session}`;
    const first = await call(`/random?${session}`);
    expect(first.status).toBe(200);
    const refused = await call(`/kv/set?${key}`, `a token: ${PLANTED}`);
    const message =
      'Failed to record the call: it holds a GitHub token (ghp_…, 40 characters) in ' +
      'step 2, request body, byte 9; a GitHub token (ghp_…, 40 characters) in ' +
      'step 2, state, store default/k, byte 9. ' +
      'Make it a secret variable of the app, or take it out; if it may be kept, say why, ' +
      "for each place: --allow-secret 'step 2, request body, byte 9=REASON' " +
      "--allow-secret 'step 2, state, store default/k, byte 9=REASON'.";
    expect(refused.status).toBe(500);
    expect(JSON.parse(refused.text).result).toMatch(/^\S+\.yaml: /);
    expect(JSON.parse(refused.text).result.replace(/^\S+: /, '')).toBe(message);
    expect(errors.length).toBe(1);
    // The call's writes are rolled back, so no later call brings them into the file.
    const read = await call(`/kv/get?${key}`);
    expect([read.status, read.text]).toEqual([200, '{"ok":true,"value":null}']);
    expect((await call(`/kv/set?${key}`, 'nothing secret')).status).toBe(200);
    expect((await call(`/kv/get?${key}`)).text).toBe('{"ok":true,"value":"nothing secret"}');
    expect((await call(`/random?${session}`)).text).not.toBe(first.text);
    expect((await call(`/health?note=${PLANTED}`)).status).toBe(200);
    // A session is named by its id, also where that id is a secret.
    expect((await call(`/health?session_id=${PLANTED}`)).status).toBe(500);
    expect((await call(`/health?session_id=${VARIABLE}`)).status).toBe(200);
    await recorder.close();

    const files = readdirSync(folder).sort();
    expect(files.map((file) => file.replace(/-[0-9a-f]{12}/, ''))).toEqual([
      's-1.yaml',
      'shared.yaml',
      'spintape-secret-token-stand-in.yaml',
    ]);
    const bytes = files
      .filter((file) => file !== 'shared.yaml')
      .map((file) => file + readFileSync(join(folder, file), 'latin1'))
      .join('');
    const forms = [...formsOf(PLANTED), ...formsOf(VARIABLE)];
    expect(forms.filter((form) => bytes.includes(form))).toEqual([]);
    for (const file of files) {
      const cassette = readCassette(join(folder, file));
      const replay = await replayCassette({ manifest, host }, { cassette, file });
      expect([file, replay.verdict, replay.differences]).toEqual([file, 'same', []]);
    }
    const { header } = readCassette(join(folder, 'shared.yaml'));
    expect(header.allowedSecrets).toEqual(
      new Map([['step *, request path, query note', 'made by a test']]),
    );
  });

  it('does not start when a variable that is not secret holds a secret', () => {
    expect(() => openRecorder(new Map(), PLANTED)).toThrow(
      'Failed to record the world: it holds a GitHub token (ghp_…, 40 characters) in ' +
        'world, variable greeting. ',
    );
  });
});
