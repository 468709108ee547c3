import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.fixture.ts';
import { startUpstream, type Upstream } from '../../test/upstream.fixture.ts';
import { parseCassette } from '../cassette/parse-cassette.ts';
import { writeCassette } from '../cassette/store/cassette-store.ts';
import { HarnessError } from '../errors.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { hotReplays } from '../replay/hot-replay.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { recordScenario } from './record-scenario.ts';
import { formsOf, plantedSecret } from './secret-scan/planted-secrets.fixture.ts';
import { WRITTEN_FORMS } from './secret-scan/written-forms.fixture.ts';

interface Answer {
  readonly encoding?: string | undefined;
  readonly body: string | Uint8Array;
}

let manifest: AppManifest;
let host: EmbeddedHost;
let upstream: Upstream;
let answer: Answer = { body: '' };

beforeAll(async () => {
  const path = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));
  manifest = await readManifest(path);
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  upstream = await startUpstream((_, response) => {
    const { encoding, body } = answer;
    response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding });
    response.end(body);
  });
});
afterAll(() => host.close());

/** Records a call to the probe, and gives the refusal, if any. */
async function refusalOf(request: object): Promise<HarnessError | undefined> {
  const documents = [{ spintape: 1, name: 'probe/forms' }, { request }];
  const text = documents.map((each) => JSON.stringify(each)).join('\n---\n');
  const recording = {
    app: { manifest, host },
    outbound: new LiveOutbound(),
    overrides: new Map([['token', 'a token that no test plants']]),
    openChecks: hotReplays({ manifest, host }, 'calls-with-secrets'),
    now: () => 0,
  };
  const folder = temporaryFolder();
  try {
    const scenario = parseCassette(text, 'forms.yaml');
    const cassette = await recordScenario(recording, { scenario, file: 'forms.yaml' });
    writeCassette(`${folder}/forms.yaml`, cassette);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    expect(readdirSync(folder)).toEqual([]);
    return error;
  }
  return undefined;
}

const fetching = () => ({
  method: 'GET',
  path: `/probe/fetch?url=${encodeURIComponent(upstream.url)}`,
});

const RESPONSE = 'step 1, exchange 1, response body';

describe('a secret in an answer, in another form', () => {
  it.each(WRITTEN_FORMS.map((form, number) => ({ ...form, number })))(
    'is refused with its place, and no file is written: $name',
    async ({ write, encoding, suffix = '', packed = 0, number }) => {
      // Tokens that only an encoding separates from the text before them.
      const { kind, secret } = plantedSecret(120 + 20 * Math.floor(number / 11) + (number % 11));
      answer = { encoding, body: write(secret) };
      const refusal = await refusalOf(fetching());
      const place = `${RESPONSE}${', unpacked'.repeat(packed)}, byte `;
      expect(refusal?.code).toBe('secret-found');
      expect(refusal?.problem).toContain(`${kind}${suffix} (`);
      expect(refusal?.problem).toContain(`in ${place}`);
      expect(formsOf(secret).filter((form) => refusal?.message.includes(form))).toEqual([]);
    },
  );
});

describe('an answer that cannot be searched', () => {
  it.each<[string, Answer, string]>([
    [
      'unpacks to more than is unpacked',
      { encoding: 'gzip', body: gzipSync(Buffer.alloc(65 * 1024 * 1024, 'a '), { level: 1 }) },
      `contents that unpack to more than 64 MiB in ${RESPONSE}`,
    ],
    [
      'is a bomb',
      { encoding: 'gzip', body: gzipSync(gzipSync(Buffer.alloc(300 * 1024 * 1024))) },
      `contents that unpack to more than 64 MiB in ${RESPONSE}, unpacked`,
    ],
    [
      'is packed too often',
      {
        body: Array.from({ length: 7 }).reduce<Buffer>(
          (inner) => gzipSync(inner),
          Buffer.from('a'),
        ),
      },
      `contents packed more than 6 times in ${RESPONSE}${', unpacked'.repeat(6)}`,
    ],
    [
      'has an encoding of its own',
      { encoding: 'gzip, x-own', body: Buffer.from([0x92, 0x0f, 0xff]) },
      `contents in the encoding x-own, which is not undone in ${RESPONSE}`,
    ],
    [
      'is in zstd',
      { body: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0]) },
      `contents in the encoding zstd, which is not undone in ${RESPONSE}`,
    ],
  ])('is refused with its place when it %s', async (_, given, found) => {
    answer = given;
    const refusal = await refusalOf(fetching());
    expect([refusal?.code, refusal?.problem]).toEqual([
      'unsearchable',
      expect.stringContaining(`Failed to record the call: it holds ${found}`),
    ]);
    expect(refusal?.next).toContain('if it may be kept although nobody searched it, say why');
  });

  it.each<[string, Answer]>([
    ['says that it is packed and is text', { encoding: 'x-own, br, gzip', body: 'never packed' }],
    ['is an archive', { body: Buffer.from('504b030414000000080000000000', 'hex') }],
    ['begins like zlib and is text', { body: 'x^2 + y^2 = z^2' }],
  ])('is recorded all the same when it only %s', async (_, given) => {
    answer = given;
    expect((await refusalOf(fetching()))?.message).toBe(undefined);
  });
});
