import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { plantedSecret } from '../../harness/record/secret-scan/planted-secrets.fixture.ts';
import { type ServedApp, serveApp } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

const BODIES: Readonly<Record<string, string | Uint8Array>> = {
  '/starts-of-tokens': '_eyJaaaaaaaa'.repeat(17_000),
  '/colons': `Basic ${Buffer.from(`${':'.repeat(150_000)}\0`).toString('base64')}`,
  '/headers-of-keys': `${['-----BEGIN PRIVATE', 'KEY-----'].join(' ')}${'A: '.repeat(60)}`,
  '/many-finds': `${plantedSecret(0).secret} `.repeat(6_000),
  '/many-items': `[${'1,'.repeat(400_000)}1]`,
  '/bomb': gzipSync(gzipSync(Buffer.alloc(300 * 1024 * 1024))),
};

let upstream: Upstream;
let service: ServedApp;

beforeAll(async () => {
  upstream = await startUpstream(({ url = '' }, response) => {
    response.end(BODIES[url]);
  });
  const app = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));
  service = await serveApp(['--app', app, '--record', temporaryFolder()], {
    env: { SPIN_VARIABLE_TOKEN: 'a token that no test plants' },
  });
});

async function call(path: string): Promise<string> {
  const response = await fetch(`${service.url}/probe${path}`);
  return `${response.status} ${await response.text()}`;
}

const fetching = (path: string) => call(`/fetch?url=${encodeURIComponent(upstream.url + path)}`);

// The call that once took minutes answers within the time of a test, and so do all others
// meanwhile.
describe('a recorded service whose upstream answers text that is made to be searched for long', () => {
  it.each([
    ['/starts-of-tokens', /^200 /],
    ['/colons', /^500 .*it holds Basic credentials/],
    ['/headers-of-keys', /^200 /],
    ['/many-items', /^200 /],
    ['/many-finds', /^500 .*it holds more than 5000 texts that look like secrets/],
    ['/bomb', /^500 .*it holds contents that unpack to more than 64 MiB in step \d+, exchange 1,/],
  ])('continues to answer: %s', async (path, expected) => {
    const hostile = fetching(path);
    const others = Array.from({ length: 5 }, () => call('/health'));
    for (const other of await Promise.all(others)) expect(other).toMatch(/^200 /);
    expect(await hostile).toMatch(expected);
    expect(await call('/health')).toMatch(/^200 /);
  });
});
