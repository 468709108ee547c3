import type { HttpRequest } from '../../harness/internal.ts';
import type { ReceivedRequest, Step } from './hostile-upstream.ts';
import { whole } from './http-answer.ts';
import { fetched, probe } from './probe-request.ts';
import type { WireCase } from './wire-case.ts';

const SILENCE: Step = { end: 'silence' };

function urls(path: string, list: readonly string[]): HttpRequest {
  return probe(
    path,
    list.map((url) => ['url', url] as const),
  );
}

function numberOf({ target }: ReceivedRequest): number {
  return Number(/n=(\d+)/.exec(target)?.[1] ?? 0);
}

function numbered(url: string): string[] {
  return [0, 1, 2].map((n) => `${url}?n=${n}`);
}

/** The probe's report of an answer with this text. */
function reported(body: string): object {
  return { ok: true, value: { status: 200, body } };
}

const THREE_ANSWERS = [0, 1, 2].map(
  (n) => `response: {status: 200, headers: {content-length: '8'}, text: answer ${n}}`,
);

const SEVERAL: readonly WireCase[] = [
  {
    name: 'requests at once whose answers come in reverse',
    upstream: (request) => [
      { pauseMs: 90 - 30 * numberOf(request) },
      ...whole(`answer ${numberOf(request)}`),
    ],
    calls: ({ url }) => [urls('/fetch-parallel', numbered(url))],
    recorded: THREE_ANSWERS,
    answered: [reported('answer 0'), reported('answer 1'), reported('answer 2')],
  },
  {
    name: 'requests at once of which one fails',
    upstream: (request) => (numberOf(request) === 1 ? [] : whole(`answer ${numberOf(request)}`)),
    calls: ({ url }) => [urls('/fetch-parallel', numbered(url))],
    recorded: [THREE_ANSWERS[0] ?? '', 'error: connection-terminated', THREE_ANSWERS[2] ?? ''],
    answered: [reported('answer 0'), { ok: false }, reported('answer 2')],
  },
  {
    name: 'identical requests one after another',
    upstream: (_, nth) => whole(`answer ${nth}`),
    calls: ({ url }) => [urls('/fetch-serial', [url, url, url])],
    recorded: THREE_ANSWERS,
    answered: [reported('answer 0'), reported('answer 1'), reported('answer 2')],
  },
  {
    name: 'identical requests at once',
    upstream: (_, nth) => [{ pauseMs: 60 - 30 * nth }, ...whole(`answer ${nth}`)],
    calls: ({ url }) => [urls('/fetch-parallel', [url, url, url])],
    recorded: THREE_ANSWERS,
    answered: [reported('answer 0'), reported('answer 1'), reported('answer 2')],
  },
  {
    name: 'identical requests in three calls',
    upstream: (_, nth) => whole(`answer ${nth}`),
    calls: ({ url }) => [fetched(url), fetched(url), fetched(url)],
    recorded: THREE_ANSWERS,
    answered: reported('answer 2'),
  },
  {
    name: 'sessions in turn that ask the same',
    upstream: (_, nth) => whole(`answer ${nth}`),
    calls: ({ url }) =>
      ['s-1', 's-2', 's-1'].map((session) =>
        probe('/fetch', [
          ['url', url],
          ['session_id', session],
        ]),
      ),
    recorded: THREE_ANSWERS,
    answered: reported('answer 2'),
  },
  {
    name: 'one resource read, written and read again',
    upstream: ({ method }, nth) => whole(method === 'PUT' ? '' : `answer ${nth}`),
    calls: ({ url }) => [
      fetched(url),
      probe(
        '/fetch',
        [
          ['url', url],
          ['method', 'PUT'],
        ],
        'another',
      ),
      fetched(url),
    ],
    recorded: [THREE_ANSWERS[0] ?? '', 'method: PUT', 'text: another', THREE_ANSWERS[2] ?? ''],
    answered: reported('answer 2'),
  },
];

const TIMERS: readonly WireCase[] = [
  {
    name: 'a timer that beats an answer',
    upstream: () => [SILENCE],
    calls: ({ url }) => [
      probe('/fetch-race', [
        ['url', url],
        ['ms', 50],
      ]),
    ],
    recorded: ['lost-to-timer: 49.996ms'],
    answered: { winner: 'timer' },
  },
  {
    name: 'an answer that beats a timer',
    upstream: () => whole('quick'),
    calls: ({ url }) => [
      probe('/fetch-race', [
        ['url', url],
        ['ms', 5000],
      ]),
    ],
    recorded: ["response: {status: 200, headers: {content-length: '5'}, text: quick}"],
    answered: { winner: reported('quick') },
  },
  {
    name: 'an answer after timers that rang before it',
    isTimed: true,
    upstream: () => [{ pauseMs: 250 }, ...whole('late')],
    calls: ({ url }) => [
      probe('/fetch-ticking', [
        ['url', url],
        ['ms', 100],
      ]),
    ],
    recorded: ["response: {status: 200, headers: {content-length: '4'}, text: late}"],
    answered: { answer: reported('late') },
  },
  {
    name: 'an answer that is never awaited',
    upstream: () => whole('unread'),
    calls: ({ url }) => [probe('/fetch-forget', [['url', url]])],
    recorded: ['lost-to-timer: 0ms'],
    answered: { started: true },
  },
];

/** Several requests, in any order, in parallel with timers. */
export const ORDER_CASES: readonly WireCase[] = [...SEVERAL, ...TIMERS];
