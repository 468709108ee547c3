import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HttpResponse } from '../../tool-call/http-message.ts';
import { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { noteLine } from '../conversion-notes.ts';
import { cassetteOf, send } from '../exchanges.fixture.ts';
import { cassetteFromNock } from './from-nock.ts';
import { nockFromCassette } from './to-nock.ts';

const SCENARIOS = new URL(
  '../../../node_modules/@octokit/fixtures/scenarios/api.github.com/',
  import.meta.url,
);
const FILES = readdirSync(SCENARIOS).flatMap((scenario) =>
  ['normalized', 'raw'].map((kind) => `${scenario}/${kind}-fixture.json`),
);

interface Definition {
  readonly method: string;
  readonly rawHeaders?: readonly string[];
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly reqheaders: Readonly<Record<string, string | number>>;
}

const convert = (text: string) => cassetteFromNock({ text, file: 'recording.json' }, 'x');
const exchangesOf = (text: string) => convert(text).cassette.entries[0]?.exchanges ?? [];
const linesOf = (definitions: unknown) =>
  convert(JSON.stringify(definitions)).notes.map(noteLine).slice(0, -1);

type Pairs = readonly (readonly [name: string, value: string | number])[];

/** The definition in the spelling of nock 14's recorder. */
function asRecorded({ headers = {}, rawHeaders, ...definition }: Definition): unknown {
  const sorted = (pairs: Pairs) =>
    pairs
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  const inPairs = rawHeaders?.flatMap(
    (name, at): Pairs => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : []),
  );
  const answered = sorted(inPairs ?? Object.entries(headers));
  const isRepeated = new Set(answered.map(([name]) => name)).size < answered.length;
  return {
    ...definition,
    method: definition.method.toUpperCase(),
    reqheaders: Object.fromEntries(sorted(Object.entries(definition.reqheaders))),
    rawHeaders: isRepeated ? answered.flat() : Object.fromEntries(answered),
  };
}

describe('the recordings of @octokit/fixtures', () => {
  it('are all there', () => expect(FILES.length).toBe(44));

  it.each(FILES)('%s becomes a cassette and the same recording again', (file) => {
    const text = readFileSync(new URL(file, SCENARIOS), 'utf8');
    const back = nockFromCassette(convert(text).cassette).text;
    expect(JSON.parse(back)).toEqual(JSON.parse(text).map(asRecorded));
  });
});

describe('recordings of nock', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      if (url === '/packed') {
        const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
        response.writeHead(200, headers).end(gzipSync('{"a":1}'));
      } else if (url === '/bytes') response.end(Buffer.from([0, 255, 1]));
      else if (url?.startsWith('/json')) {
        response.writeHead(201, { 'content-type': 'application/json' }).end('[{"b":null}]');
      } else response.writeHead(404).end('not here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    nock.restore();
    server.close();
  });

  it('becomes a cassette with the very bytes, and the same recording again', async () => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    nock.recorder.rec({
      output_objects: true,
      dont_print: true,
      enable_reqheaders_recording: true,
    });
    const nothing = new Uint8Array();
    const sent = [
      { method: 'GET', url: `${origin}/packed`, headers: [], body: nothing },
      { method: 'GET', url: `${origin}/bytes`, headers: [], body: nothing },
      { method: 'POST', url: `${origin}/json?a=1&b=x%20y`, headers: [], body: utf8('{"q":[1]}') },
      { method: 'POST', url: `${origin}/other`, headers: [], body: new Uint8Array([255, 0]) },
    ];
    const answers: HttpResponse[] = [];
    for (const request of sent) answers.push(await send(request));
    // The recorder writes down an answer some time after its client has it.
    await vi.waitUntil(() => nock.recorder.play().length === sent.length);
    const recorded = JSON.stringify(nock.recorder.play());
    nock.restore();
    const exchanges = exchangesOf(recorded);
    const seen = exchanges.map(({ request, outcome }) => ({
      sent: { ...request, headers: [] },
      answer: outcome.kind === 'response' ? outcome.response : undefined,
    }));
    expect(seen).toEqual(sent.map((request, at) => ({ sent: request, answer: answers[at] })));
    const [first] = exchanges;
    expect(first?.outcome).toMatchObject({
      response: { body: new Uint8Array(gzipSync('{"a":1}')) },
    });
    // Nock takes a text that answers a binary request for hexadecimal, so it is written as that.
    const last = { response: Buffer.from('not here').toString('hex'), responseIsBinary: true };
    const expected = JSON.parse(recorded).with(3, { ...JSON.parse(recorded)[3], ...last });
    expect(JSON.parse(nockFromCassette(cassetteOf(exchanges)).text)).toEqual(expected);
  });
});

const OK = {
  scope: 'https://api.example.test',
  method: 'get',
  path: '/a',
  body: '',
  reqheaders: {},
};

describe('a definition', () => {
  it.each([
    [{ ...OK, response: '1.0' }, [200, [['content-type', 'application/json']], '1']],
    [{ ...OK, response: { a: 1 } }, [200, [['content-type', 'application/json']], '{"a":1}']],
    [{ ...OK, reply: '404', response: 'no' }, [404, [], 'no']],
    [{ ...OK, status: 0, response: null }, [200, [], '']],
    [
      { ...OK, rawHeaders: ['Set-Cookie', 'a', 'ETag', 'x', 'set-cookie', 'b'], response: 'ff' },
      [
        200,
        [
          ['etag', 'x'],
          ['set-cookie', 'a'],
          ['set-cookie', 'b'],
        ],
        'ff',
      ],
    ],
  ])('answers as nock serves it: %j', async (definition, [status, headers, body]) => {
    nock.activate();
    nock.define([JSON.parse(JSON.stringify(definition))]);
    const [exchange] = exchangesOf(JSON.stringify([definition]));
    const expected = { status, headers, body: utf8(String(body)) };
    expect(exchange?.outcome).toEqual({ kind: 'response', response: expected });
    if (exchange !== undefined) expect(await send(exchange.request)).toEqual(expected);
    nock.cleanAll();
    nock.restore();
  });

  it('has its port in the scope, or separately, and a base path', () => {
    const urls = [
      OK,
      { ...OK, scope: 'https://api.example.test:443' },
      { ...OK, scope: 'http://api.example.test:80', path: '/' },
      { ...OK, port: 8443 },
      { ...OK, scope: 'https://api.example.test/v1/', path: '/a?b=c' },
    ].map((definition) => exchangesOf(JSON.stringify([definition]))[0]?.request.url);
    expect(urls).toEqual([
      'https://api.example.test/a',
      'https://api.example.test/a',
      'http://api.example.test/',
      'https://api.example.test:8443/a',
      'https://api.example.test/v1/a?b=c',
    ]);
  });

  it('gets notes if it expresses less, or more, than a cassette', () => {
    const { body: _body, reqheaders: _headers, ...vague } = OK;
    expect(
      linesOf([OK, vague, { ...OK, badheaders: ['x'], options: { allowUnmocked: true } }]),
    ).toEqual([
      'definition 2: it answers a request with any body; here its body is empty',
      'definition 2: it has no request headers; a replay compares all that a component sets',
      'definition 3: its badheaders are left out: a replay compares all headers in any case',
      'definition 3: its allowUnmocked is left out: a replay never reaches the network',
    ]);
    expect(linesOf([{ ...OK, body: 'ff00' }])).toEqual([
      'definition 1: its body is read as hexadecimal bytes',
    ]);
    expect(linesOf(Array.from({ length: 7 }, () => vague))[0]).toBe(
      'definition 1; definition 2; definition 3; definition 4; definition 5 and 2 more: ' +
        'it answers a request with any body; here its body is empty',
    );
  });

  it.each([
    ['{', "nock's definitions: it is not JSON: Quoted object key or end of object '}' expected"],
    ['{}', "nock's definitions: it is not a list"],
    ['[1]', "nock's definition 1: it is not an object"],
    [
      [OK, { ...OK, scope: 'a.test' }],
      "nock's definition 2: its scope is not an http or https URL",
    ],
    [[{ ...OK, method: '' }], "nock's definition 1: no method"],
    [[{ ...OK, path: 'a' }], "nock's definition 1: its path begins with no /"],
    [[{ ...OK, path: 1 }], "nock's definition 1: its path is not a text"],
    [[{ ...OK, port: 'x' }], "nock's definition 1: its port is not a number"],
    [[{ ...OK, status: '200' }], "nock's definition 1: its status is not an integer"],
    [[{ ...OK, reply: 'x' }], "nock's definition 1: its reply is not a status"],
    [[{ ...OK, reply: { toString: 1 } }], "nock's definition 1: its reply is not a status"],
    [[{ ...OK, port: { toString: 1 } }], "nock's definition 1: its port is not a number"],
    [
      [{ ...OK, reqheaders: { a: [[{ toString: 1 }]] } }],
      "nock's definition 1: its header a is not a text",
    ],
    [
      [{ ...OK, rawHeaders: [{ toString: 1 }, 'a'] }],
      "nock's definition 1: a header has no proper name",
    ],
    [[{ ...OK, filteringPath: 'x' }], "nock's definition 1: it has a filteringPath"],
    [[{ ...OK, rawHeaders: ['a'] }], "nock's definition 1: a header has no value"],
    [[{ ...OK, rawHeaders: { 'a b': 1 } }], "nock's definition 1: a header has no proper name"],
    [[{ ...OK, rawHeaders: { a: {} } }], "nock's definition 1: its header a is not a text"],
    [
      [{ ...OK, response: 'zz', responseIsBinary: true }],
      "nock's definition 1: its response is binary or packed, and no hexadecimal",
    ],
  ])('that nock could not serve is refused: %j', (input, reason) => {
    const text = typeof input === 'string' ? input : JSON.stringify(input);
    expect(() => convert(text)).toThrow(`recording.json:1: Failed to read ${reason}`);
  });

  it.each([
    ['[]', 'the list is empty'],
    ['["nock(\'https://a.test\')"]', 'they are written as code'],
  ])('that is invalid is refused: %s', (text, reason) => {
    expect(() => convert(text)).toThrow(
      `recording.json: Failed to read nock's definitions: ${reason}`,
    );
  });
});

describe('a secret in a recording', () => {
  const token = `ghp_${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6'}`;
  const text = JSON.stringify([
    { ...OK, reqheaders: { authorization: `Bearer ${token}` }, response: { you: token } },
  ]);

  it('is refused with its place', () => {
    expect(() => convert(text)).toThrow(
      'recording.json: Failed to record the call: it holds credentials (ghp_…, 40 characters) in ' +
        'step 1, exchange 1, request header authorization; a GitHub token (ghp_…, 40 characters) in ' +
        'step 1, exchange 1, response body, $.you. ',
    );
  });

  it('is allowed by its place, with a reason that the file keeps', () => {
    const places = ['request header authorization', 'response body, $.you'];
    const allowed = new Map(places.map((place) => [`step 1, exchange 1, ${place}`, 'revoked']));
    const { cassette } = cassetteFromNock(
      { text, file: 'recording.json', allowed: new Map([...allowed, ['step 9', 'unused']]) },
      'x',
    );
    expect(cassette.header.allowedSecrets).toEqual(allowed);
  });

  it('becomes the placeholder of the variable that has its value, and a name in definitions', () => {
    const secrets = new SecretSwap(new Map([['github_token', token]]));
    const { cassette } = cassetteFromNock({ text, file: 'recording.json', secrets }, 'x');
    const placeholder = 'spintape-secret.github_token.stand-in';
    expect(cassette.entries[0]?.exchanges[0]?.request.headers).toEqual([
      ['authorization', `Bearer ${placeholder}`],
    ]);
    const back = nockFromCassette(cassette);
    expect(JSON.parse(back.text)).toMatchObject([{ response: { you: '<secret:github_token>' } }]);
    expect(JSON.parse(back.text)[0].reqheaders).toBeUndefined();
    expect(back.notes.map(noteLine).slice(1)).toEqual([
      'step 1, exchange 1: its header authorization holds a secret and is left out',
      'step 1, exchange 1: it holds a secret; the file says <secret:name>',
    ]);
    expect(exchangesOf(back.text)[0]?.outcome).toEqual(cassette.entries[0]?.exchanges[0]?.outcome);
  });
});

describe('parts of a cassette that definitions cannot hold', () => {
  it('are reported, with their places', () => {
    const request = { method: 'GET', url: 'https://a.test/%7', headers: [], body: utf8('abff') };
    const response = { status: 200, headers: [], body: utf8('x') };
    const { text, notes } = nockFromCassette(
      cassetteOf([
        { request, outcome: { kind: 'error', code: 'connection-refused' } },
        { request, outcome: { kind: 'lost-to-timer', afterMs: 5 } },
        { request, outcome: { kind: 'response', response, cut: 1 } },
        { request: { ...request, url: 'ftp://a.test/' }, outcome: { kind: 'response', response } },
        {
          request: {
            ...request,
            url: 'https://a.test/b/../c d',
            headers: [
              ['x', '1'],
              ['x', '2'],
            ],
          },
          outcome: { kind: 'response', response, chunks: [1], afterMs: 10 },
        },
      ]),
    );
    expect(notes.map(noteLine)).toEqual([
      'all calls are left out, with their results, their state and their world',
      'step 1, exchange 1: it is left out: it ended with connection-refused',
      'step 1, exchange 2: it is left out: a timer ended the wait for its answer',
      'step 1, exchange 3: it is left out: its answer was cut off',
      'step 1, exchange 4: it is left out: it does not have an http URL',
      'step 1, exchange 5: its delay is left out',
      'step 1, exchange 5: the chunks of its answer are joined',
      'step 1, exchange 5: its URL is written as clients spell it',
      'step 1, exchange 5: its repeated header x is joined',
      'step 1, exchange 5: its body looks like hexadecimal, and would be read as bytes',
    ]);
    expect(JSON.parse(text)).toMatchObject([{ path: '/c%20d', reqheaders: { x: '1, 2' } }]);
  });
});

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
