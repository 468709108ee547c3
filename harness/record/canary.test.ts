import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { parseCassette } from '../cassette/parse-cassette.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { checkWithCanary } from './canary.ts';
import { recordScenario } from './record-scenario.ts';
import { plantedSecret } from './secret-scan/planted-secrets.fixture.ts';

const SECRET = plantedSecret(3).secret;
const STAND_IN = 'spintape-secret.token.stand-in';
const file = 'canary.yaml';
const encoder = new TextEncoder();

/** An upstream that repeats what it was sent, in a header and in the body. */
const ECHO: OutboundHttp = {
  send: async ({ url, headers, body }) => ({
    kind: 'response',
    response: {
      status: 200,
      headers: [['etag', headers.find(([name]) => name === 'x-key')?.[1] ?? '']],
      body: encoder.encode(`${url} ${new TextDecoder().decode(body)}`),
    },
  }),
};

let app: AppManifest;
let host: EmbeddedHost;

beforeAll(async () => {
  app = await readManifest(
    fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url)),
  );
  host = new EmbeddedHost(app, { mode: 'reset', workers: 1 });
});
afterAll(() => host.close());

function record(header: string): Promise<CassetteFile> {
  const url = encodeURIComponent(`http://localhost:1/?key=${STAND_IN}`);
  const path = `/probe/fetch?url=${url}&method=POST&header=${header}`;
  const text = `spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z, variables: {token: <secret:token>}}\n---\nrequest: {method: POST, path: '${path}', text: 'key: <secret:token>'}\n`;
  const recording = {
    app,
    host,
    outbound: ECHO,
    overrides: new Map([['token', SECRET]]),
    buildKey: async () => 'k',
    componentFor: () => 'probe',
    now: () => 0,
  };
  return recordScenario(recording, { scenario: parseCassette(text, file), file });
}

function changed(cassette: CassetteFile, changes: Partial<CassetteEntry>): CassetteFile {
  return { ...cassette, entries: cassette.entries.map((entry) => ({ ...entry, ...changes })) };
}

describe('the canary', () => {
  it('finds nothing where an upstream repeats the secret', async () => {
    const cassette = await record(`x-key:${STAND_IN}`);
    const [exchange] = cassette.entries[0]?.exchanges ?? [];
    expect(exchange?.outcome).toMatchObject({
      response: {
        headers: [
          ['content-length', expect.any(String)],
          ['etag', STAND_IN],
        ],
        body: encoder.encode(`http://localhost:1/?key=${STAND_IN} key: ${STAND_IN}`),
      },
    });
    await expect(checkWithCanary({ app, host }, { cassette, file })).resolves.toBeUndefined();
  });

  it('finds a stand-in that the component has encoded, which no upstream understands', async () => {
    const encoded = Buffer.from(STAND_IN).toString('base64');
    await expect(record(`x-key:${encoded}`)).rejects.toMatchObject({
      code: 'not-reproducible',
      problem:
        'Failed to record the call: it sends a stand-in that it has encoded itself, with POST',
      file,
      line: 5,
    });
  });

  it.each<[what: string, changes: Partial<CassetteEntry>]>([
    ['answers otherwise', { response: { status: 200, headers: [], body: encoder.encode('x') } }],
    [
      'stores something else',
      { state: new Map([['default', new Map([['k', encoder.encode('v')]])]]) },
    ],
    [
      'sends or gets something else',
      { request: post('/probe/fetch?url=http%3A%2F%2Flocalhost:1') },
    ],
  ])('tells when a call with another secret %s', async (what, changes) => {
    const cassette = changed(await record(`x-key:${STAND_IN}`), changes);
    await expect(checkWithCanary({ app, host }, { cassette, file })).rejects.toMatchObject({
      code: 'not-reproducible',
      problem: `Failed to record the call: with another secret it ${what}`,
    });
  });
});

function post(path: string) {
  return { method: 'POST', path, headers: [], body: new Uint8Array() };
}
