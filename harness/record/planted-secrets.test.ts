import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.fixture.ts';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { parseCassette } from '../cassette/parse-cassette.ts';
import { readCassette, writeCassette } from '../cassette/store/cassette-store.ts';
import { HarnessError } from '../errors.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { hotReplays } from '../replay/hot-replay.ts';
import { replayCassette } from '../replay/replay-cassette.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { recordScenario } from './record-scenario.ts';
import {
  formsOf,
  type PlantedSecret,
  plantedSecret,
} from './secret-scan/planted-secrets.fixture.ts';

const PLAIN_TOKEN = 'a token that no test plants';

interface Answer {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

let manifest: AppManifest;
let host: EmbeddedHost;
let upstream: Server;
let url: string;
let answer: Answer | undefined;
let received: string[] = [];

beforeAll(async () => {
  const path = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));
  manifest = await readManifest(path);
  host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  // Without an answer to give, it repeats what it was sent.
  upstream = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const sent = { url: request.url, headers: request.headers, body: String(Buffer.concat(parts)) };
    received.push(JSON.stringify(sent));
    const { host: _, connection: __, ...headers } = request.headers;
    const echo = JSON.stringify({ ...sent, headers });
    response.writeHead(200, { 'content-type': 'application/json', ...answer?.headers });
    response.end(answer?.body ?? echo);
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await host.close();
  upstream.close();
});

/** A scenario of one request to the probe. */
function scenarioOf(request: object, world: object = {}): CassetteFile {
  const documents = [{ spintape: 1, name: 'probe/planted', world }, { request }];
  return parseCassette(
    documents.map((each) => JSON.stringify(each)).join('\n---\n'),
    'planted.yaml',
  );
}

const WORLD = { clock: '2026-01-05T09:00:00Z', variables: { token: '<secret:token>' } };

const SINKS = new Map([['token', new Set(['body'] as const)]]);

async function record(scenario: CassetteFile, secret: string, folder: string): Promise<string> {
  const recording = {
    sinks: SINKS,
    app: { manifest, host },
    outbound: new LiveOutbound(),
    overrides: new Map([['token', secret]]),
    openChecks: hotReplays({ manifest, host }, 'calls-with-secrets'),
    now: () => 0,
  };
  const cassette = await recordScenario(recording, { scenario, file: 'planted.yaml' });
  const path = join(folder, 'planted.yaml');
  writeCassette(path, cassette);
  return path;
}

function bytesIn(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');
}

function encoded(parameter: string): string {
  const [name = '', ...value] = parameter.split('=');
  return `${name}=${encodeURIComponent(value.join('='))}`;
}

function fetching(parameters: readonly string[] = []): string {
  return `/probe/fetch?${[`url=${encodeURIComponent(url)}`, ...parameters].join('&')}`;
}

const numbers = Array.from({ length: 30 }, (_, index) => index);

describe('a secret in a variable', () => {
  it.each(numbers)(
    'takes the place of its placeholder, and the file replays without it (%i)',
    async (n) => {
      const { secret } = plantedSecret(n);
      const isHeader = !secret.includes('\n');
      const headers = isHeader ? ['header=x-api-key:{token}', 'header=authorization:{basic}'] : [];
      const given = ['method=POST', 'header=content-type:application/json', ...headers];
      const request = {
        method: 'POST',
        path: fetching(given.map(encoded)).replace('/fetch', '/secret/fetch'),
        json: { nested: { token: '{token}' } },
      };
      answer = undefined;
      received = [];
      const folder = temporaryFolder();
      const path = await record(scenarioOf(request, WORLD), secret, folder);
      const [sent = ''] = received;
      expect(JSON.parse(JSON.parse(sent).body)).toEqual({ nested: { token: secret } });
      if (isHeader) expect(JSON.parse(sent).headers['x-api-key']).toBe(secret);

      const file = bytesIn(folder);
      expect(formsOf(secret).filter((form) => file.includes(form))).toEqual([]);
      expect(file).toContain('<secret:token>');
      const replay = await replayCassette(
        { manifest, host },
        { cassette: readCassette(path), file: path },
      );
      expect(replay).toEqual({ verdict: 'same', calls: 1, differences: [] });

      const other = temporaryFolder();
      await record(scenarioOf(request, WORLD), plantedSecret(n + 100).secret, other);
      expect(bytesIn(other).replaceAll(/content-length: .*/g, '')).toBe(
        file.replaceAll(/content-length: .*/g, ''),
      );
    },
  );
});

/** A way to plant a text, and the place that must be named. */
type Planting = (planted: PlantedSecret) => {
  readonly request?: object;
  readonly world?: object;
  readonly answer?: Answer;
  readonly place: string;
  readonly suffix?: string;
};

const RESPONSE = 'step 1, exchange 1, response body';
const before = 'in byte twelve: é ';
const offset = ({ written, found }: PlantedSecret, prefix = before) =>
  Buffer.byteLength(prefix) + written.indexOf(found);

const PLANTINGS: readonly Planting[] = [
  ({ written: note }) => ({
    request: { method: 'POST', path: '/probe/echo', json: { args: { note } } },
    place: 'step 1, request body, $.args.note',
  }),
  ({ written }) => ({
    request: { method: 'GET', path: `/probe/health?note=${encodeURIComponent(written)}` },
    place: 'step 1, request path, query note',
  }),
  ({ written: note }) => ({
    answer: { body: JSON.stringify({ items: [{}, { 'a note': note }] }) },
    place: `${RESPONSE}, $.items[1]["a note"]`,
  }),
  ({ written }) => ({
    answer: { headers: { 'x-ratelimit-note': written.replaceAll('\n', '\\n') }, body: '' },
    place: 'step 1, exchange 1, response header x-ratelimit-note',
  }),
  (planted) => ({
    answer: { body: `${before}${planted.written}` },
    place: `${RESPONSE}, byte ${offset(planted)}`,
  }),
  ({ written }) => ({
    answer: { body: `data: ${Buffer.from(written).toString('base64')}` },
    place: `${RESPONSE}, byte 6`,
    suffix: ' in base64',
  }),
  ({ written: note }) => ({
    answer: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(JSON.stringify({ note })) },
    place: `${RESPONSE}, unpacked, $.note`,
  }),
  (planted) => ({
    answer: {
      headers: { 'content-encoding': 'br' },
      body: brotliCompressSync(before + planted.written),
    },
    place: `${RESPONSE}, unpacked, byte ${offset(planted)}`,
  }),
  (planted) => ({
    answer: { body: Buffer.concat([Buffer.from([255, 0, 10]), Buffer.from(planted.written)]) },
    place: `${RESPONSE}, byte ${offset(planted, 'abc')}`,
  }),
  ({ written: note }) => ({
    answer: { body: JSON.stringify({ result: JSON.stringify([{ note }]) }) },
    place: `${RESPONSE}, $.result > $[0].note`,
  }),
  (planted) => ({
    world: { files: { 'notes.txt': before + planted.written } },
    place: `world, file notes.txt, byte ${offset(planted)}`,
  }),
  ({ written: note }) => ({
    world: { store: { 'a/b': JSON.stringify({ note }) } },
    place: 'world, store default/a/b, $.note',
  }),
  ({ written }) => ({
    world: { variables: { ...WORLD.variables, greeting: written } },
    place: 'world, variable greeting',
  }),
];

describe('any other secret', () => {
  it.each(numbers)('is refused with its place, and no file is written (%i)', async (n) => {
    const planted = plantedSecret(n + 30);
    const planting = PLANTINGS[n % PLANTINGS.length]?.(planted);
    answer = planting?.answer;
    const { request = { method: 'GET', path: fetching() }, world, place } = planting ?? {};
    const folder = temporaryFolder();
    const scenario = scenarioOf(request, { ...WORLD, ...world });
    const error = await record(scenario, PLAIN_TOKEN, folder).catch((fault: unknown) => fault);

    if (!(error instanceof HarnessError)) throw new Error(`not refused: ${place}`);
    const { suffix = '' } = planting ?? {};
    const [, kind, shown] = /: it holds (.*?) \(.*?\) in (.*?)(?:; .*)?$/.exec(error.problem) ?? [];
    expect([error.code, kind, shown]).toEqual(['secret-found', planted.kind + suffix, place]);
    expect(formsOf(planted.secret).filter((form) => error.message.includes(form))).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});
