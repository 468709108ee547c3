import type { Exchange, HttpResponse } from '../../harness/internal.ts';
import { chunked, head, whole } from './http-answer.ts';
import { fetched, probe, wired } from './probe-request.ts';
import type { WireCase } from './wire-case.ts';

/** A recording that was changed afterwards, and the expected report of its replay. */
export interface MismatchCase extends WireCase {
  /** Changes the exchanges of the first call. */
  readonly edit: (exchanges: readonly Exchange[]) => readonly Exchange[];
  /** The first difference; origins by name. */
  readonly difference: Readonly<Record<string, unknown>>;
}

type RecordedResponse = Extract<Exchange['outcome'], { kind: 'response' }>;

function withUrl(exchange: Exchange, change: (url: string) => string): Exchange {
  return { ...exchange, request: { ...exchange.request, url: change(exchange.request.url) } };
}

function withAnswer(
  { request, outcome }: Exchange,
  change: (response: HttpResponse) => HttpResponse,
): Exchange {
  if (outcome.kind !== 'response') return { request, outcome };
  return { request, outcome: { ...outcome, response: change(outcome.response) } };
}

function withOutcome(
  { request, outcome }: Exchange,
  change: (outcome: RecordedResponse) => Exchange['outcome'],
): Exchange {
  return { request, outcome: outcome.kind === 'response' ? change(outcome) : outcome };
}

function text(body: string): (response: HttpResponse) => HttpResponse {
  return (response) => ({ ...response, body: new TextEncoder().encode(body) });
}

const SERIAL = (url: string, list: readonly number[]) =>
  probe(
    '/fetch-serial',
    list.map((n) => ['url', `${url}?n=${n}`] as const),
  );

const NUMBERED: WireCase['upstream'] = ({ target }) => whole(`answer to ${target.slice(-3)}`);

const REQUESTS: readonly MismatchCase[] = [
  {
    name: 'another query',
    upstream: NUMBERED,
    calls: ({ url }) => [fetched(`${url}?n=1&m=2`)],
    recorded: [],
    edit: (all) => all.map((one) => withUrl(one, (url) => url.replace('n=1', 'n=9'))),
    difference: {
      reason: 'changed-request',
      where: 'request GET http://upstream/another-query?n=1&m=2',
      actual: 'not in the recording',
      nearest: ['GET http://upstream/another-query?n=9&m=2; query n: recorded 9, now 1'],
    },
  },
  {
    name: 'another body',
    upstream: () => whole('ok'),
    calls: ({ url }) => [
      probe(
        '/fetch',
        [
          ['url', url],
          ['method', 'POST'],
        ],
        '{"a":[1,{"b":"new"}],"c":3}',
      ),
    ],
    recorded: [],
    edit: (all) =>
      all.map(({ request, outcome }) => ({
        request: { ...request, body: Buffer.from('{"a":[1,{"b":"old"}],"c":3}') },
        outcome,
      })),
    difference: {
      reason: 'changed-request',
      nearest: ['POST http://upstream/another-body; body $.a[1].b: recorded "old", now "new"'],
    },
  },
  {
    name: 'another method and header',
    upstream: () => whole('ok'),
    calls: ({ url }) => [
      wired(url, [
        ['method', 'PUT'],
        ['header', 'x-a:1'],
      ]),
    ],
    recorded: [],
    edit: (all) =>
      all.map(({ request, outcome }) => ({
        request: { ...request, method: 'POST', headers: [['x-a', '2']] },
        outcome,
      })),
    difference: {
      reason: 'changed-request',
      nearest: [
        'POST http://upstream/another-method-and-header; method: recorded POST, now PUT; ' +
          'header x-a: recorded 2, now 1',
      ],
    },
  },
  {
    name: 'repeated values of a header in another order',
    upstream: () => whole('ok'),
    calls: ({ url }) => [
      wired(url, [
        ['header', 'x-a:1'],
        ['header', 'x-a:2'],
      ]),
    ],
    recorded: [],
    edit: (all) =>
      all.map(({ request, outcome }) => ({
        request: { ...request, headers: request.headers.toReversed() },
        outcome,
      })),
    difference: {
      reason: 'changed-request',
      nearest: [
        'GET http://upstream/repeated-values-of-a-header-in-another-order; ' +
          'header x-a: recorded 2, 1, now 1, 2',
      ],
    },
  },
  {
    name: 'a host that the recording does not know',
    upstream: NUMBERED,
    calls: ({ url }) => [fetched(`${url}?n=1`)],
    recorded: [],
    edit: (all) =>
      all.map((one) => withUrl(one, (url) => url.replace(/\/\/[^/]*/, '//api.example.test'))),
    difference: { reason: 'new-capability', actual: 'not in the recording' },
  },
];

const COUNTS: readonly MismatchCase[] = [
  {
    name: 'a request that the recording has once and the call sends twice',
    upstream: (_, nth) => whole(`answer ${nth}`),
    calls: ({ url }) => [SERIAL(url, [1, 1])],
    recorded: [],
    edit: (all) => all.slice(0, 1),
    difference: {
      reason: 'more-calls',
      nearest: [
        'GET http://upstream/a-request-that-the-recording-has-once-and-the-call-sends-twice?n=1; ' +
          'its answer was given to an earlier request',
      ],
    },
  },
  {
    name: 'a recorded request that is never sent',
    upstream: NUMBERED,
    calls: ({ url }) => [SERIAL(url, [1, 2])],
    recorded: [],
    edit: (all) => [...all, ...all.slice(0, 1)],
    difference: {
      reason: 'fewer-calls',
      where: 'request GET http://upstream/a-recorded-request-that-is-never-sent?n=1',
      recorded: 'sent',
      actual: 'never sent',
    },
  },
  {
    name: 'the nearest of many, first those that are left',
    upstream: NUMBERED,
    calls: ({ url }) => [SERIAL(url, [1, 2, 3, 4])],
    recorded: [],
    edit: (all) =>
      all.map((one, index) =>
        index === 3 ? withUrl(one, (url) => url.replace('n=4', 'n=5')) : one,
      ),
    difference: {
      reason: 'changed-request',
      nearest: [
        'GET http://upstream/the-nearest-of-many-first-those-that-are-left?n=5; ' +
          'query n: recorded 5, now 4',
        ...[1, 2].map(
          (n) =>
            `GET http://upstream/the-nearest-of-many-first-those-that-are-left?n=${n}; ` +
            `query n: recorded ${n}, now 4; its answer was given to an earlier request`,
        ),
      ],
    },
  },
];

const ANSWERS: readonly MismatchCase[] = [
  {
    name: 'answers of identical requests in another order',
    upstream: (_, nth) => whole(`answer ${nth}`),
    calls: ({ url }) => [SERIAL(url, [1, 1])],
    recorded: [],
    edit: (all) => all.toReversed(),
    difference: {
      reason: 'changed-result',
      where: 'result[0].value.body',
      recorded: '"answer 0"',
      actual: '"answer 1"',
    },
  },
  {
    name: 'another status',
    upstream: () => whole('ok'),
    calls: ({ url }) => [fetched(url)],
    recorded: [],
    edit: (all) => all.map((one) => withAnswer(one, (it) => ({ ...it, status: 201 }))),
    difference: {
      reason: 'changed-result',
      where: 'result.value.status',
      recorded: '200',
      actual: '201',
    },
  },
  {
    name: 'a body that no longer breaks off',
    upstream: () => [head('200 OK', ['content-length: 10']), 'abc'],
    calls: ({ url }) => [wired(url)],
    recorded: [],
    edit: (all) => all.map((one) => withOutcome(one, ({ cut: _, ...whole }) => whole)),
    difference: { reason: 'changed-result', where: 'result.value.end', actual: '"closed"' },
  },
  {
    name: 'another error',
    upstream: () => [],
    calls: ({ url }) => [wired(url)],
    recorded: [],
    edit: (all) =>
      all.map(({ request }) => ({ request, outcome: { kind: 'error', code: 'DNS-error' } })),
    difference: {
      reason: 'changed-result',
      where: 'result.value.error.tag',
      recorded: '"connection-terminated"',
      actual: '"DNS-error"',
    },
  },
  {
    name: 'events that come in one piece',
    upstream: () =>
      chunked(['data: 1\n\n', 'data: 2\n\n'], ['content-type: text/event-stream'], 20),
    calls: ({ url }) => [probe('/fetch-pieces', [['url', url]])],
    recorded: [],
    edit: (all) => all.map((one) => withOutcome(one, ({ chunks: _, ...whole }) => whole)),
    difference: { reason: 'changed-result', where: 'result.value.pieces[0]' },
  },
  {
    name: 'an answer that now beats the timer',
    upstream: () => [{ end: 'silence' }],
    calls: ({ url }) => [
      probe('/fetch-race', [
        ['url', url],
        ['ms', 50],
      ]),
    ],
    recorded: [],
    edit: (all) =>
      all.map(({ request }) => ({
        request,
        outcome: {
          kind: 'response',
          response: text('quick')({ status: 200, headers: [], body: new Uint8Array() }),
        },
      })),
    difference: { reason: 'changed-result', where: 'result.winner', recorded: '"timer"' },
  },
];

/** Recordings that no longer match the component. */
export const MISMATCH_CASES: readonly MismatchCase[] = [...REQUESTS, ...COUNTS, ...ANSWERS];
