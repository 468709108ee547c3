import { describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { NEVER } from '../outbound-http/requests.fixture.ts';
import { CallPlaceholders } from './call-placeholders.ts';
import { placeholder } from './fixed-placeholder.ts';
import type { SecretSink, SecretSinks } from './refused-placeholder.ts';
import { secretOutbound } from './secret-outbound.ts';

const SECRET = 'p/w "ü"\\+&1234';
const OWNERS = [
  { component: 'github', variable: 'a' },
  { component: 'other', variable: 'b' },
];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function sinks(...parts: SecretSink[]): SecretSinks {
  return new Map([['a', new Set(parts)]]);
}

async function send(
  make: (text: string, others: string) => Partial<OutboundRequest>,
  declared: SecretSinks = new Map(),
  secret = SECRET,
) {
  const placeholders = new CallPlaceholders(OWNERS, new Uint8Array(32).fill(7));
  const [own, others] = placeholders.all.map(({ text }) => text);
  const left: OutboundRequest[] = [];
  const live = {
    send: async (request: OutboundRequest) => {
      left.push(request);
      return { kind: 'error', code: 'connection-refused' } as const;
    },
  };
  const values = new Map([
    ['a', secret],
    ['b', 'of-the-other-component'],
  ]);
  const outbound = secretOutbound(live, { placeholders, secrets: { values, sinks: declared } });
  const request: OutboundRequest = {
    ...{ method: 'POST', url: 'https://a.test/', headers: [], body: bytes('') },
    ...make(own ?? '', others ?? ''),
  };
  const hidden = placeholders.hideRequest(request, 'github');
  const outcome = await outbound.send(hidden, { signal: NEVER });
  return { hidden, outcome, left: left[0], refused: placeholders.refused };
}

describe('secretOutbound', () => {
  it('writes the secret into the values of headers', async () => {
    const { left, hidden } = await send((own) => ({ headers: [['x-token', `Bearer ${own}`]] }));
    expect(left?.headers).toEqual([['x-token', `Bearer ${latin1(SECRET)}`]]);
    expect(hidden.headers).toEqual([['x-token', `Bearer ${placeholder('a')}`]]);
  });

  it('writes the secret into Basic credentials', async () => {
    const basic = (user: string): HeaderList => [
      ['authorization', `Basic ${Buffer.from(`${user}:x`).toString('base64')}`],
    ];
    const { left } = await send((own) => ({ headers: basic(own) }), new Map(), 'ghp_0123456789');
    expect(left?.headers).toEqual(basic('ghp_0123456789'));
  });

  it.each([
    ['query', 'https://a.test/p?t=', 'https://a.test/p?t=p%2Fw%20%22%C3%BC%22%5C%2B%261234'],
    ['path', 'https://a.test/bot', 'https://a.test/botp%2Fw%20%22%C3%BC%22%5C%2B%261234'],
  ] as const)('writes the secret into the %s where that is declared', async (sink, url, sent) => {
    expect((await send((own) => ({ url: url + own }), sinks(sink))).left?.url).toBe(sent);
  });

  it.each([
    ['text/plain', SECRET],
    ['application/json; charset=utf-8', JSON.stringify(SECRET).slice(1, -1)],
    ['application/vnd.github+json', JSON.stringify(SECRET).slice(1, -1)],
    ['application/x-www-form-urlencoded', encodeURIComponent(SECRET)],
  ])('writes the secret into a declared body of the type %s', async (type, written) => {
    const make = (own: string) => ({
      body: bytes(`<${own}>`),
      headers: [
        ['content-type', type],
        ['content-length', String(own.length + 2)],
      ] as const,
    });
    const { left } = await send(make, sinks('body'));
    expect(new TextDecoder().decode(left?.body)).toBe(`<${written}>`);
    expect(left?.headers).toEqual([
      ['content-type', type],
      ['content-length', String(left?.body.length)],
    ]);
  });

  it('sends fixed forms as the plain text that they are', async () => {
    const text = placeholder('a');
    const request = {
      url: `https://a.test/${text}?t=${text}`,
      headers: [['authorization', `Bearer ${text}`]] as const,
      body: bytes(text),
    };
    const { left, refused } = await send(() => request, sinks('path', 'query', 'body'));
    expect(left).toMatchObject(request);
    expect(refused).toEqual([]);
  });

  const origin = 'https://a.test';
  const bits = (text: string, encoding: BufferEncoding) => Buffer.from(text).toString(encoding);
  it.each([
    ['body', 'plain', (own: string) => ({ body: bytes(`{"t":"${own}"}`) })],
    ['query', 'plain', (own: string) => ({ url: `${origin}/?t=${own}` })],
    ['path', 'plain', (own: string) => ({ url: `${origin}/${own}/x` })],
    ['header', 'plain', (own: string) => ({ headers: [[`x-${own}`, '1']] as const })],
    ['method', 'plain', (own: string) => ({ method: own })],
    ['body', 'base64', (own: string) => ({ body: bytes(bits(own, 'base64')) })],
    ['body', 'base64', (own: string) => ({ body: bytes(bits(`.${own}`, 'base64')) })],
    ['body', 'base64', (own: string) => ({ body: bytes(bits(`..${own}...`, 'base64url')) })],
    ['header', 'base64', (own: string) => ({ headers: [['x', bits(own, 'base64')]] as const })],
    ['query', 'hexadecimal', (own: string) => ({ url: `${origin}/?${bits(own, 'hex')}` })],
    ['body', 'UTF-16', (own: string) => ({ body: new Uint8Array(Buffer.from(own, 'utf16le')) })],
    [
      'path',
      'escaped',
      (own: string) => ({ url: `${origin}/${bits(own, 'hex').replace(/../g, '%$&')}` }),
    ],
    [
      'body',
      'escaped',
      (own: string) => ({ body: bytes(bits(own, 'hex').replace(/../g, '\\u00$&')) }),
    ],
  ] as const)('refuses a placeholder in the %s, %s', async (part, form, make) => {
    const { outcome, left, refused } = await send(make);
    expect(outcome).toEqual({ kind: 'error', code: 'HTTP-request-denied' });
    expect(left).toBeUndefined();
    expect(refused).toEqual([
      { sender: 'github', component: 'github', variable: 'a', origin, part, form },
    ]);
  });

  it('refuses the placeholder of another component, in headers too', async () => {
    const { left, refused } = await send((_, others) => ({ headers: [['x', others]] }));
    expect(left).toBeUndefined();
    expect(refused).toMatchObject([{ sender: 'github', component: 'other', variable: 'b' }]);
  });
});
