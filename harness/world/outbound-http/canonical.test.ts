import { describe, expect, it } from 'vitest';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { SecretSwap } from '../secrets/secret-swap.ts';
import { canonicalOutbound } from './canonical.ts';
import { bytes, NEVER, outboundRequest } from './requests.fixture.ts';

const swap = new SecretSwap(new Map([['token', 'ghp_0123456789']]));
const PLACEHOLDER = 'spintape-secret.token.stand-in';

async function exchange(
  request: OutboundRequest,
  answer: ExchangeOutcome,
): Promise<{ sent: OutboundRequest[]; outcome: ExchangeOutcome }> {
  const sent: OutboundRequest[] = [];
  const live = {
    send: async (outward: OutboundRequest) => {
      sent.push(outward);
      return answer;
    },
  };
  const outbound = canonicalOutbound(live, { swap, keep: ['x-kept'] });
  return { sent, outcome: await outbound.send(request, { signal: NEVER }) };
}

describe('canonicalOutbound', () => {
  it('gives the fixed form in place of the secret in a canonical answer', async () => {
    const headers = [['authorization', `Bearer ${PLACEHOLDER}`]] as const;
    const { sent, outcome } = await exchange(outboundRequest({ headers }), {
      kind: 'response',
      response: {
        status: 200,
        headers: [
          ['x-request-id', '17'],
          ['x-kept', 'ghp_0123456789'],
          ['date', 'Sat, 21 Nov 2026 09:00:00 GMT'],
          ['content-length', '14'],
        ],
        body: bytes('ghp_0123456789'),
      },
    });
    expect(sent).toEqual([outboundRequest({ headers })]);
    expect(outcome).toEqual({
      kind: 'response',
      response: {
        status: 200,
        headers: [
          ['content-length', String(PLACEHOLDER.length)],
          ['x-kept', PLACEHOLDER],
        ],
        body: bytes(PLACEHOLDER),
      },
    });
  });

  it('counts the bytes before a break in the body that the component gets', async () => {
    const response = {
      status: 200,
      headers: [['content-length', '99']] as const,
      body: bytes('ghp_0123456789,'),
    };
    const { outcome } = await exchange(outboundRequest(), { kind: 'response', response, cut: 15 });
    const body = bytes(`${PLACEHOLDER},`);
    expect(outcome).toEqual({
      kind: 'response',
      response: { status: 200, headers: [], body },
      cut: body.length,
    });
  });

  it.each([
    ['keeps the borders of chunks around a placeholder', [2, 14, 2], [2, PLACEHOLDER.length, 2]],
    ['gives the body in one piece when a secret lies across a border', [9, 9], undefined],
  ])('%s', async (_, chunks, kept) => {
    const response = { status: 200, headers: [], body: bytes('a ghp_0123456789 b') };
    const { outcome } = await exchange(outboundRequest(), { kind: 'response', response, chunks });
    expect(outcome).toEqual({
      kind: 'response',
      response: {
        status: 200,
        headers: [['content-length', String(PLACEHOLDER.length + 4)]],
        body: bytes(`a ${PLACEHOLDER} b`),
      },
      ...(kept === undefined ? {} : { chunks: kept }),
    });
  });

  it('withholds an answer that cannot be searched, unless the call is searched later', async () => {
    const headers = [['content-encoding', 'x-own']] as const;
    const response = { status: 200, headers, body: Uint8Array.of(0xff, 0xfe) };
    const live = { send: async () => ({ kind: 'response', response }) as const };
    const options = { signal: NEVER };
    const outcomes = [true, false].map((withhold) =>
      canonicalOutbound(live, { swap, keep: [], withhold }).send(outboundRequest(), options),
    );
    expect(await Promise.all(outcomes)).toEqual([
      { kind: 'error', code: 'HTTP-response-content-coding' },
      { kind: 'response', response: expect.objectContaining({ body: response.body }) },
    ]);
  });

  it('passes errors on', async () => {
    const error: ExchangeOutcome = { kind: 'error', code: 'connection-refused' };
    expect((await exchange(outboundRequest(), error)).outcome).toEqual(error);
  });
});
