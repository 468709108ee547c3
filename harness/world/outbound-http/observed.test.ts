import { describe, expect, it } from 'vitest';
import type { ExchangeOutcome } from '../../tool-call/exchange.ts';
import { ObservedOutbound } from './observed.ts';
import { NEVER, outboundRequest } from './requests.fixture.ts';

describe('ObservedOutbound', () => {
  it('keeps the order of the requests, not of the answers', async () => {
    const answers: Array<(outcome: ExchangeOutcome) => void> = [];
    const observed = new ObservedOutbound({
      send: () => new Promise((resolve) => answers.push(resolve)),
    });
    const first = outboundRequest({ method: 'GET' });
    const second = outboundRequest({ method: 'POST' });
    const sent = [
      observed.send(first, { signal: NEVER }),
      observed.send(second, { signal: NEVER }),
    ];
    const outcome: ExchangeOutcome = { kind: 'error', code: 'DNS-error' };
    answers[1]?.(outcome);
    await sent[1];
    expect(observed.observed).toEqual([
      { request: first, outcome: undefined },
      { request: second, outcome },
    ]);
  });
});
