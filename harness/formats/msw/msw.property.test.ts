import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { RequestHandler } from 'msw';
import { setupServer } from 'msw/node';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCassette } from '../../cassette/store/cassette-store.ts';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import type { Exchange } from '../../tool-call/exchange.ts';
import { noteLine } from '../conversion-notes.ts';
import { answeredExchange, cassetteOf, send } from '../exchanges.fixture.ts';
import type { ModuleLanguage } from './msw-module.ts';
import { mswFromCassette } from './to-msw.ts';

// Inside the project, so that the module can import msw.
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(root, 'node_modules/.handlers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const server = setupServer();
const unhandled: string[] = [];
beforeAll(() =>
  server.listen({
    onUnhandledRequest: ({ method, url }) => {
      unhandled.push(`${method} ${url}`);
      throw new TypeError('the network is not reached');
    },
  }),
);
afterAll(() => server.close());

let modules = 0;

function write(exchanges: readonly Exchange[], language: ModuleLanguage): string {
  modules += 1;
  const ending = language === 'typescript' ? 'ts' : 'mjs';
  const path = join(folder, `handlers-${modules}.${ending}`);
  writeFileSync(path, mswFromCassette(cassetteOf(exchanges), language).text);
  return path;
}

async function load(exchanges: readonly Exchange[]) {
  const module: { handlers: RequestHandler[]; reset(): void } = await import(
    write(exchanges, 'javascript')
  );
  server.resetHandlers(...module.handlers);
  return module;
}

const responseOf = ({ outcome }: Exchange) =>
  outcome.kind === 'response' ? outcome.response : undefined;

const get = (url: string, headers: Exchange['request']['headers'] = []) => ({
  ...{ method: 'GET', url, headers, body: new Uint8Array() },
});
const text = (body: string): Exchange['outcome'] => ({
  kind: 'response',
  response: { status: 200, headers: [], body: new TextEncoder().encode(body) },
});

describe('handlers of MSW', () => {
  it('serve the exchanges of their cassette, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answeredExchange, { maxLength: 4 }), async (drawn) => {
        // Every other request is sent again, and gets another answer.
        const exchanges = drawn.map((exchange, index) => ({
          ...exchange,
          request: drawn[index % 2]?.request ?? exchange.request,
        }));
        const { reset } = await load(exchanges);
        for (const _ of ['once', 'and after a reset']) {
          for (const exchange of exchanges) {
            expect(await send(exchange.request)).toEqual(responseOf(exchange));
          }
          reset();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('answer each exchange once, and leave other requests to onUnhandledRequest', async () => {
    await load([{ request: get('https://a.test/?q=1'), outcome: text('one') }]);
    expect((await fetch('https://a.test/?q=2')).status).toBe(500);
    const both = await Promise.allSettled([1, 2].map(() => fetch('https://a.test/?q=1')));
    expect(both.filter((one) => one.status === 'fulfilled' && one.value.ok).length).toBe(1);
    expect((await fetch('https://a.test/?q=1')).status).toBe(500);
    expect(unhandled).toEqual(['GET https://a.test/?q=2', 'GET https://a.test/?q=1']);
  });

  it('choose among equal requests by their headers', async () => {
    await load([
      { request: get('https://a.test/', [['accept', 'text/plain']]), outcome: text('plain') },
      { request: get('https://a.test/', [['accept', 'text/html']]), outcome: text('html') },
    ]);
    const asked = await fetch('https://a.test/', { headers: { accept: 'text/html' } });
    expect(await asked.text()).toBe('html');
    const other = await fetch('https://a.test/', { headers: { accept: 'image/png' } });
    expect(await other.text()).toBe('plain');
  });

  it('report what they cannot express', () => {
    const placeholder = 'spintape-secret.github_token.stand-in';
    const basic = `Basic ${Buffer.from(`${placeholder}:x`).toString('base64')}`;
    const { notes, text: module } = mswFromCassette(
      cassetteOf([
        { request: get('https://a.test/'), outcome: { kind: 'error', code: 'DNS-error' } },
        { request: get('https://a.test/', [['authorization', basic]]), outcome: text(placeholder) },
        {
          request: get('https://a.test/'),
          outcome: {
            kind: 'response',
            response: { status: 600, headers: [['x', '\n']], body: new Uint8Array() },
          },
        },
        {
          request: get('https://a.test/'),
          outcome: {
            kind: 'response',
            response: { status: 204, headers: [], body: new Uint8Array([1]) },
          },
        },
        {
          request: get('https://a.test/'),
          outcome: {
            kind: 'response',
            response: { status: 200, headers: [['x', '\n']], body: new Uint8Array() },
          },
        },
      ]),
      'javascript',
    );
    expect(notes.map(noteLine)).toEqual([
      'all calls are left out, with their results, their state and their world',
      'step 1, exchange 1: it is left out: it ended with DNS-error',
      'step 1, exchange 2: its header authorization holds a secret and is left out',
      'step 1, exchange 2: it holds a secret; the file says <secret:name>',
      'step 1, exchange 3: it is left out: a Response cannot have the status 600',
      'step 1, exchange 4: it is left out: a Response with status 204 has no body',
      'step 1, exchange 5: its header x cannot be in a Response and is left out',
      'request headers only choose among equal requests',
    ]);
    expect(module).toContain('"text": "<secret:github_token>"');
  });

  it('in TypeScript compile in strict mode', () => {
    const exchanges = findCassettes([join(root, 'cassettes/github')]).flatMap((file) =>
      readCassette(file).entries.flatMap((entry) => entry.exchanges),
    );
    expect(exchanges.length).toBeGreaterThan(20);
    const options = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
      ...{
        noEmit: true,
        skipLibCheck: true,
        types: ['node'],
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
      },
      ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext },
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    };
    const program = ts.createProgram([write(exchanges, 'typescript')], options);
    const faults = ts.getPreEmitDiagnostics(program);
    expect(
      faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ).toEqual([]);
  });
});
