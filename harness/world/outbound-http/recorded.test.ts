import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange, OutboundRequest } from '../../tool-call/exchange.ts';
import { RecordedOutbound } from './recorded.ts';
import { bytes, outboundRequest } from './requests.fixture.ts';

function exchange(given: Partial<OutboundRequest>, answer: string): Exchange {
  const response = { status: 200, headers: [], body: bytes(answer) };
  return { request: outboundRequest(given), outcome: { kind: 'response', response } };
}

const DENIED = { kind: 'error', code: 'HTTP-request-denied' };

describe('RecordedOutbound', () => {
  it('answers equal requests in the recorded order, each answer once', async () => {
    const exchanges = [
      exchange({}, 'first'),
      exchange({ method: 'PUT' }, 'x'),
      exchange({}, 'second'),
    ];
    const recorded = new RecordedOutbound(exchanges);
    const outcomes = [
      await recorded.send(outboundRequest()),
      await recorded.send(outboundRequest()),
      await recorded.send(outboundRequest()),
    ];
    expect(outcomes).toEqual([exchanges[0]?.outcome, exchanges[2]?.outcome, DENIED]);
    expect(recorded.unused()).toEqual([exchanges[1]]);
    expect(recorded.unmatched).toEqual([
      {
        request: outboundRequest(),
        nearest: [
          { exchange: exchanges[0], index: 0, isUsed: true, differences: [] },
          { exchange: exchanges[2], index: 2, isUsed: true, differences: [] },
          {
            exchange: exchanges[1],
            index: 1,
            isUsed: false,
            differences: [{ field: 'method', recorded: 'PUT', asked: 'GET' }],
          },
        ],
      },
    ]);
  });

  it('reports the nearest exchanges for at most twenty denied requests', async () => {
    const recorded = new RecordedOutbound([exchange({}, 'x')]);
    for (let index = 0; index < 22; index += 1) {
      await recorded.send(outboundRequest({ url: `https://api.example.com/${index}` }));
    }
    const counts = recorded.unmatched.map(({ nearest }) => nearest.length);
    expect(counts).toEqual([...Array(20).fill(1), 0, 0]);
  });

  it('gives errors and broken answers as they were recorded', async () => {
    const outcome = { kind: 'error', code: 'connection-refused' } as const;
    const recorded = new RecordedOutbound([{ request: outboundRequest(), outcome }]);
    expect(await recorded.send(outboundRequest())).toEqual(outcome);
  });

  it('does not care in which order the names of headers come', async () => {
    const headers = [
      ['a', '1'],
      ['b', '2'],
      ['a', '3'],
    ] as const;
    const recorded = new RecordedOutbound([exchange({ headers }, 'x')]);
    const asked = outboundRequest({
      headers: [
        ['B', '2'],
        ['a', '1'],
        ['a', '3'],
      ],
    });
    expect(await recorded.send(asked)).toMatchObject({ kind: 'response' });
  });

  it.each<[string, Partial<OutboundRequest>]>([
    ['method', { method: 'HEAD' }],
    ['order of parameters', { url: 'https://api.example.com/?b=2&a=1' }],
    ['value of a header', { headers: [['a', '2']] }],
    [
      'order of the values of a header',
      {
        headers: [
          ['a', '3'],
          ['a', '1'],
        ],
      },
    ],
    ['header too few', { headers: [] }],
    [
      'header too many',
      {
        headers: [
          ['a', '1'],
          ['a', '3'],
          ['b', ''],
        ],
      },
    ],
    ['byte of the body', { body: bytes('bodY') }],
  ])('denies a request with another %s', async (_, given) => {
    const base = outboundRequest({
      url: 'https://api.example.com/?a=1&b=2',
      headers: [
        ['a', '1'],
        ['a', '3'],
      ],
      body: bytes('body'),
    });
    const recorded = new RecordedOutbound([
      { request: base, outcome: { kind: 'error', code: 'x' } },
    ]);
    expect(await recorded.send({ ...base, ...given })).toEqual(DENIED);
    expect(recorded.unmatched).toHaveLength(1);
    expect(recorded.unmatched[0]?.nearest[0]?.differences).not.toEqual([]);
  });

  it('answers each of the recorded requests, whatever order they come in', async () => {
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST'),
      url: fc.constantFrom('https://a.test/', 'https://a.test/?x=1', 'https://b.test/'),
      headers: fc.constantFrom([], [['a', '1']] as const),
      body: fc.constantFrom(bytes(''), bytes('a')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { maxLength: 8 }), fc.gen(), async (requests, gen) => {
        const exchanges = requests.map((given, index) => exchange(given, String(index)));
        const recorded = new RecordedOutbound(exchanges);
        const order = [...requests.keys()];
        while (order.length > 0) {
          const at = gen(fc.nat, { max: order.length - 1 });
          const [index = 0] = order.splice(at, 1);
          const asked = requests[index] ?? outboundRequest();
          expect((await recorded.send(asked)).kind).toBe('response');
        }
        expect([recorded.unused(), recorded.unmatched]).toEqual([[], []]);
      }),
    );
  });
});
