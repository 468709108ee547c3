import { expect } from 'vitest';
import { head, whole } from './http-answer.ts';
import { fetched, probe, wired } from './probe-request.ts';
import type { WireCase } from './wire-case.ts';

const TYPE_JSON = 'content-type: application/json';

const EMPTY_ANSWERS: readonly WireCase[] = [
  {
    name: '204 without a body',
    upstream: () => [head('204 No Content', ['etag: "1"'])],
    calls: ({ url }) => [fetched(url)],
    recorded: [`response: {status: 204, headers: {etag: '"1"'}}`],
  },
  {
    name: '304 with the length of a body that it does not send',
    upstream: () => [head('304 Not Modified', ['etag: "1"', 'content-length: 1234'])],
    calls: ({ url }) => [
      probe('/fetch', [
        ['url', url],
        ['header', 'if-none-match:"1"'],
      ]),
    ],
    recorded: [
      `headers: {if-none-match: '"1"'}`,
      `response: {status: 304, headers: {content-length: '1234', etag: '"1"'}}`,
    ],
  },
  {
    name: 'HEAD with the length of a body that it does not get',
    upstream: () => [head('200 OK', [TYPE_JSON, 'content-length: 5678'])],
    calls: ({ url }) => [
      probe('/fetch', [
        ['url', url],
        ['method', 'HEAD'],
      ]),
    ],
    recorded: [
      'method: HEAD',
      "response: {status: 200, headers: {content-length: '5678', content-type: application/json}}",
    ],
  },
];

const LEADING_ON: readonly WireCase[] = [
  {
    name: 'a redirect that is not followed',
    upstream: () => whole('gone there', ['location: /elsewhere?a=b'], '302 Found'),
    calls: ({ url }) => [fetched(url)],
    recorded: ['status: 302', "headers: {content-length: '10', location: '/elsewhere?a=b'}"],
  },
  {
    name: 'redirects that the component follows',
    upstream: ({ target }) => {
      if (target.endsWith('/start')) return whole('1', ['location: next'], '301 Moved');
      if (target.endsWith('/next')) return whole('2', ['location: ?last=1'], '307 Temporary');
      return whole('there');
    },
    calls: ({ url }) => [probe('/fetch-follow', [['url', `${url}/start`]])],
    recorded: [
      "response: {status: 301, headers: {content-length: '1', location: next}, json: 1}",
      "response: {status: 307, headers: {content-length: '1', location: '?last=1'}, json: 2}",
      "response: {status: 200, headers: {content-length: '5'}, text: there}",
    ],
    answered: { ok: true, value: ['301 1', '307 2', '200 there'] },
  },
  {
    name: 'pages that Link leads through',
    upstream: ({ target, head: lines }) => {
      const page = Number(/page=(\d)/.exec(target)?.[1] ?? 1);
      const host = /^host: (.*)$/im.exec(lines.join('\n'))?.[1];
      const next = `<http://${host}${target.replace(/\?.*/, '')}?page=${page + 1}>; rel="next"`;
      return whole(`[${page}]`, [TYPE_JSON, ...(page < 3 ? [`link: ${next}`] : [])]);
    },
    calls: ({ url }) => [probe('/fetch-pages', [['url', url]])],
    recorded: [
      `link: '<http://upstream/pages-that-link-leads-through?page=2>; rel="next"'`,
      `link: '<http://upstream/pages-that-link-leads-through?page=3>; rel="next"'`,
      'json: [3]',
    ],
    answered: { ok: true, value: [1, 2, 3] },
  },
  {
    name: '429, and 200 after the time in retry-after',
    upstream: (_, nth) =>
      nth === 0 ? whole('', ['retry-after: 1'], '429 Too Many Requests') : whole('now'),
    calls: ({ url }) => [probe('/fetch-patient', [['url', url]])],
    recorded: [
      "response: {status: 429, headers: {content-length: '0', retry-after: '1'}}",
      "response: {status: 200, headers: {content-length: '3'}, text: now}",
    ],
    answered: { ok: true, value: { asked: 2, body: 'now' } },
  },
];

const HEADERS: readonly WireCase[] = [
  {
    name: 'repeated headers, of which cookies are dropped',
    upstream: () =>
      whole('', ['Link: <a>; rel=a', 'Set-Cookie: s=1', 'LINK: <b>; rel=b', 'set-cookie: t=2']),
    calls: ({ url }) => [wired(url)],
    recorded: [
      "response: {status: 200, headers: {content-length: '0', link: ['<a>; rel=a', '<b>; rel=b']}}",
      "headers: [[content-length, '0'], [link, '<a>; rel=a'], [link, '<b>; rel=b']]",
    ],
  },
  {
    name: 'headers that differ each time and are dropped',
    upstream: (_, nth) =>
      whole('', [
        `Date: Sat, 21 Nov 2026 09:00:0${nth} GMT`,
        ...[`x-request-id: ${nth}`, 'server: hostile', `age: ${nth}`],
        'x-ratelimit-remaining: 59',
      ]),
    calls: ({ url }) => [fetched(url), fetched(url)],
    recorded: [0, 1].map(
      () => "response: {status: 200, headers: {content-length: '0', x-ratelimit-remaining: '59'}}",
    ),
  },
  {
    name: 'a very long header',
    upstream: () => whole('', [`link: <${'x'.repeat(12_000)}>`]),
    calls: ({ url }) => [fetched(url)],
    recorded: [`link: '<${'x'.repeat(12_000)}>'`],
  },
  {
    name: 'bytes above ASCII and no value at all in headers',
    upstream: () => ['HTTP/1.1 200 OK\r\nx-ratelimit-a: caf\xe9 \xff\r\nx-ratelimit-b:\r\n\r\n'],
    calls: ({ url }) => [wired(url)],
    recorded: ["headers: {content-length: '0', x-ratelimit-a: café ÿ, x-ratelimit-b: ''}"],
  },
  {
    name: 'repeated headers of a request',
    upstream: ({ head: lines }) => whole(lines.filter((line) => /^x-/i.test(line)).join(', ')),
    calls: ({ url }) => [
      wired(url, [
        ['header', 'X-B:2'],
        ['header', 'x-a:1'],
        ['header', 'x-b:3'],
      ]),
    ],
    recorded: [
      "headers: {x-a: '1', x-b: ['2', '3']}",
      "response: {status: 200, headers: {content-length: '22'}, text: 'x-b: 2, x-b: 3, x-a: 1'}",
    ],
  },
];

const STATUSES: readonly WireCase[] = [
  {
    name: 'interim answers before the final one',
    upstream: () => [
      head('100 Continue'),
      head('103 Early Hints', ['link: </a.css>; rel=preload']),
      ...whole('final'),
    ],
    calls: ({ url }) => [fetched(url)],
    recorded: ["response: {status: 200, headers: {content-length: '5'}, text: final}"],
  },
  ...['299 Odd', '418 Teapot', '503', '799 Beyond'].map(
    (status): WireCase => ({
      name: `the status ${status}`,
      upstream: () => whole('x', [], status),
      calls: ({ url }) => [wired(url)],
      recorded: [
        `response: {status: ${status.slice(0, 3)}, headers: {content-length: '1'}, text: x}`,
      ],
    }),
  ),
];

const REQUESTS: readonly WireCase[] = [
  ...['PROPFIND', 'patch', 'OPTIONS'].map(
    (method): WireCase => ({
      name: `the method ${method}`,
      upstream: ({ method: got }) => whole(got),
      calls: ({ url }) => [wired(url, [['method', method]])],
      recorded: [
        `- request: {method: ${method}, url: 'http://upstream/the-method-${method.toLowerCase()}'}`,
        `response: {status: 200, headers: {content-length: '${method.length}'}, text: ${method}}`,
      ],
    }),
  ),
  {
    name: 'a URL that is percent-encoded',
    upstream: ({ target }) => whole(target),
    calls: ({ url }) => [fetched(`${url}/a%2Fb%20c/%C3%A9é?x=%20+&y=%2B&empty=&z`)],
    recorded: [
      "text: '/a-url-that-is-percent-encoded/a%2Fb%20c/%C3%A9%C3%A9?x=%20+&y=%2B&empty=&z'",
    ],
  },
  {
    name: 'a URL with dots and characters that are seldom sent',
    upstream: ({ target }) => whole(target),
    calls: ({ url }) => [wired(`${url}/../b/./c//d?x={a|b}"'&y=\\^`)],
    recorded: [
      `text: '/a-url-with-dots-and-characters-that-are-seldom-sent/../b/./c//d?x={a|b}"''&y=\\^'`,
    ],
  },
  {
    name: 'a host that is an IPv6 address',
    needs: 'ipv6',
    upstream: ({ head: lines }) =>
      whole(String(lines.some((line) => /^host: \[::1\]:/i.test(line)))),
    calls: ({ origins: { ipv6 }, place }) => [fetched(`${ipv6}/${place}`)],
    recorded: [
      "- request: {method: GET, url: 'http://ipv6/a-host-that-is-an-ipv6-address'}",
      "response: {status: 200, headers: {content-length: '4'}, json: true}",
    ],
  },
  {
    name: 'POST without a body, and DELETE with one',
    upstream: ({ body }) => whole(body),
    calls: ({ url }) => [
      probe('/fetch', [
        ['url', url],
        ['method', 'POST'],
      ]),
      probe(
        '/fetch',
        [
          ['url', url],
          ['method', 'DELETE'],
        ],
        '{"why":"1"}',
      ),
    ],
    recorded: [
      "- request: {method: POST, url: 'http://upstream/post-without-a-body-and-delete-with-one'}",
      'method: DELETE',
      "json: {why: '1'}",
    ],
    check: ({ received }) => expect(String(received[1]?.body)).toBe('{"why":"1"}'),
  },
  {
    name: 'JSON that is sent',
    upstream: ({ body }) => whole(body, [TYPE_JSON]),
    calls: ({ url }) => [
      probe(
        '/fetch',
        [
          ['url', url],
          ['method', 'POST'],
          ['header', 'content-type:application/json'],
        ],
        '{"b":1.0,"a":[true,null]}',
      ),
    ],
    recorded: ['exchanges:', 'json: {b: 1.0, a: [true, null]}', 'response:'],
  },
];

/** Status lines, headers, URLs and methods. */
export const MESSAGE_CASES: readonly WireCase[] = [
  ...EMPTY_ANSWERS,
  ...LEADING_ON,
  ...HEADERS,
  ...STATUSES,
  ...REQUESTS,
];
