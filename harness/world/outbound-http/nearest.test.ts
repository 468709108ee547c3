import { describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import { nearestExchanges } from './nearest.ts';
import { outboundRequest } from './requests.fixture.ts';

function ranking(asked: Partial<OutboundRequest>, recorded: Partial<OutboundRequest>[]): number[] {
  const exchanges = recorded.map((given) => {
    return { request: outboundRequest(given), outcome: { kind: 'error', code: 'x' } as const };
  });
  return nearestExchanges(outboundRequest(asked), exchanges, (index) => index === 0).map(
    ({ index }) => index,
  );
}

describe('nearestExchanges', () => {
  it('puts another header before another parameter, path and host', () => {
    expect(
      ranking({ url: 'https://a.test/p?page=2', headers: [['accept', 'x']] }, [
        { url: 'https://b.test/p?page=2', headers: [['accept', 'x']] },
        { url: 'https://a.test/q?page=2', headers: [['accept', 'x']] },
        { url: 'https://a.test/p?page=1', headers: [['accept', 'x']] },
        { url: 'https://a.test/p?page=2', headers: [['accept', 'y']] },
      ]),
    ).toEqual([3, 2, 1]);
  });

  it('ranks unused exchanges before used ones, and earlier before later ones', () => {
    expect(ranking({}, [{ method: 'A' }, { method: 'B' }, { method: 'C' }])).toEqual([1, 2, 0]);
  });

  it('finds the nearest of many, and compares few of them', () => {
    const recorded = Array.from({ length: 5000 }, (_, index) => ({
      url: `https://a.test/p/${index}?page=1`,
    }));
    recorded.splice(4000, 0, { url: 'https://a.test/q?page=1' });
    expect(ranking({ url: 'https://a.test/q?page=2' }, recorded)).toEqual([4000, 1, 2]);
  });

  it('is empty if nothing was recorded', () => {
    expect(ranking({}, [])).toEqual([]);
  });
});
