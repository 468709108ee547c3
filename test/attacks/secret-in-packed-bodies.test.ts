import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { serveApp } from '../spintape.fixture.ts';
import { request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';
import { formsOf, holdsSecret } from './secret-traces.fixture.ts';

const TOKEN = 'K3y9f2a7c4e8B1d6f0a5c9e3b7d2f8a1c6';
const FORMS = formsOf(TOKEN);
const PACKED = gzipSync(`<${TOKEN}>`);

/** Bodies that repeat the secret, each with the value of its header. */
const BODIES: Readonly<Record<string, readonly [body: Uint8Array, coding: string | string[]]>> = {
  '/packed': [PACKED, 'gzip'],
  '/wrong-sum': [Buffer.concat([PACKED.subarray(0, -8), Buffer.alloc(8)]), 'gzip'],
  '/junk-behind': [Buffer.concat([PACKED, Buffer.from('junk')]), 'gzip'],
  '/twice': [gzipSync(PACKED), 'gzip, gzip'],
  '/header-twice': [PACKED, ['gzip', 'gzip']],
  '/identity': [PACKED, 'gzip, identity'],
  '/large': [gzipSync(Buffer.concat([Buffer.alloc(65 * 1024 * 1024), Buffer.from(TOKEN)])), 'gzip'],
};

/** Unpacks a body as far as it goes, as often as it is packed. */
function unpacked(body: Uint8Array): Uint8Array {
  for (let length = body.length; length > 0; length -= 1) {
    try {
      return unpacked(gunzipSync(body.subarray(0, length), { finishFlush: 2 }));
    } catch {
      // The rest is what breaks it.
    }
  }
  return body;
}

describe('an upstream that repeats the secret in a packed body', () => {
  it.each(Object.keys(BODIES))('shows it to no caller: %s', async (path) => {
    const upstream = await startUpstream((_, response) => {
      const [body, coding] = BODIES[path] ?? [];
      response.setHeader('content-encoding', coding ?? '').end(body);
    });
    const args = ['--app', 'test-apps/probe/spin.toml', '--workers', '1'];
    const app = await serveApp(args, { env: { SPIN_VARIABLE_TOKEN: TOKEN } });
    const target = encodeURIComponent(upstream.url);
    const response = await fetch(`${app.url}/probe/proxy?url=${target}`);
    const body = new Uint8Array(await response.arrayBuffer());
    const { body: shown } = await request(`${app.url}/probe/fetch?url=${target}`);
    await app.end();
    expect(upstream.requests.length).toBeGreaterThan(0);
    expect([holdsSecret(body, FORMS), holdsSecret(unpacked(body), FORMS)]).toEqual([false, false]);
    expect(holdsSecret(shown, FORMS)).toBe(false);
  });
});
