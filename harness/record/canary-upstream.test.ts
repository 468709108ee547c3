import { expect, it } from 'vitest';
import type { ExchangeOutcome } from '../tool-call/exchange.ts';
import { SecretSwap } from '../world/secret-swap.ts';
import { standIn } from '../world/stand-in.ts';
import { answerWithSecrets, canaryUpstream } from './canary-upstream.ts';

const swap = new SecretSwap(new Map([['a', 'Canary "1"']]));
const stand = standIn('a');
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

const ANSWER: ExchangeOutcome = {
  kind: 'response',
  response: {
    status: 200,
    headers: [
      ['content-type', 'application/json'],
      ['etag', stand],
    ],
    body: bytes(`["${stand}"]`),
  },
  cut: stand.length + 4,
  afterMs: 20,
};

it('an upstream with other secrets speaks of those', () => {
  expect(answerWithSecrets(ANSWER, swap)).toEqual({
    kind: 'response',
    response: {
      status: 200,
      headers: [
        ['content-type', 'application/json'],
        ['etag', 'Canary "1"'],
      ],
      body: bytes('["Canary \\"1\\""]'),
    },
    cut: 16,
    afterMs: 20,
  });
});

it('an upstream with other secrets cuts its events at the same places', async () => {
  const body = bytes(`data: ${stand}\n\ndata: 2\n\n`);
  const chunks = [body.length - 9, 9];
  const headers = [['content-type', 'text/event-stream']] as const;
  const outcome = { kind: 'response', response: { status: 200, headers, body }, chunks } as const;
  expect(answerWithSecrets(outcome, swap)).toMatchObject({ chunks: [18, 9] });
  const request = { method: 'GET', url: 'https://a.test/', headers: [], body: bytes('') };
  const { outbound } = canaryUpstream([{ request, outcome }], { swap, keep: [], names: [] });
  const { signal } = new AbortController();
  expect(await outbound.send(request, { signal })).toMatchObject({ chunks });
});

it('its answers arrive with stand-ins, as the recorded ones did, and as late', async () => {
  const request = { method: 'GET', url: `https://a.test/${stand}`, headers: [], body: bytes('') };
  const { outbound, encoded } = canaryUpstream([{ request, outcome: ANSWER }], {
    swap,
    keep: [],
    names: ['a'],
  });
  const { signal } = new AbortController();
  expect(await outbound.send(request, { signal })).toEqual(ANSWER);
  expect(encoded).toEqual([]);
  expect(await outbound.send(request, { signal })).toEqual({
    kind: 'error',
    code: 'HTTP-request-denied',
  });
});
