import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestDifferences } from './request-differences.ts';
import { bytes, outboundRequest } from './requests.fixture.ts';

describe('requestDifferences', () => {
  it('names each field with both values', () => {
    const recorded = outboundRequest({
      url: 'https://api.example.com/repos?page=1&per_page=3#a',
      headers: [
        ['accept', 'a'],
        ['accept', 'b'],
        ['x-old', '1'],
      ],
      body: bytes('{"a":[1,{"b c":2}]}'),
    });
    const asked = outboundRequest({
      method: 'POST',
      url: 'http://api.example.com/users?page=2&q=x',
      headers: [['Accept', 'a']],
      body: bytes('{"a":[1,{"b c":3}]}'),
    });
    expect(requestDifferences(recorded, asked)).toEqual([
      { field: 'method', recorded: 'GET', asked: 'POST' },
      { field: 'origin', recorded: 'https://api.example.com', asked: 'http://api.example.com' },
      { field: 'path', recorded: '/repos', asked: '/users' },
      { field: 'query page', recorded: '1', asked: '2' },
      { field: 'query per_page', recorded: '3', asked: undefined },
      { field: 'query q', recorded: undefined, asked: 'x' },
      { field: 'fragment', recorded: '#a', asked: '' },
      { field: 'header accept', recorded: 'a, b', asked: 'a' },
      { field: 'header x-old', recorded: '1', asked: undefined },
      { field: 'body $.a[1]["b c"]', recorded: '2', asked: '3' },
    ]);
  });

  it('gives URLs whole where they differ only in order or spelling', () => {
    const recorded = outboundRequest({ url: 'https://a.test/?a=1&b=2' });
    const asked = outboundRequest({ url: 'https://a.test/?b=2&a=1' });
    expect(requestDifferences(recorded, asked)).toEqual([
      { field: 'url', recorded: 'https://a.test/?a=1&b=2', asked: 'https://a.test/?b=2&a=1' },
    ]);
  });

  it('gives bodies whole where they are not JSON or have the same value', () => {
    const bodies = (from: string, to: string) =>
      requestDifferences(
        outboundRequest({ body: bytes(from) }),
        outboundRequest({ body: bytes(to) }),
      );
    expect(bodies('a=1', 'a=2')).toEqual([{ field: 'body', recorded: 'a=1', asked: 'a=2' }]);
    expect(bodies('{"a":1}', '{"a": 1}')).toEqual([
      { field: 'body', recorded: '{"a":1}', asked: '{"a": 1}' },
    ]);
    expect(bodies('{"a":1}', '{}')).toEqual([
      { field: 'body $.a', recorded: '1', asked: undefined },
    ]);
  });

  it('distinguishes values and bytes that look the same as text', () => {
    const differences = requestDifferences(
      outboundRequest({ headers: [['a', '1, 2']], body: new Uint8Array([0xff]) }),
      outboundRequest({
        headers: [
          ['a', '1'],
          ['a', '2'],
        ],
        body: new Uint8Array([0xfe]),
      }),
    );
    expect(differences).toEqual([
      { field: 'header a', recorded: '["1, 2"]', asked: '["1","2"]' },
      { field: 'body', recorded: '/w==', asked: '/g==' },
    ]);
  });

  it('finds no difference in a request itself and some in another one', () => {
    const request = fc.record({
      method: fc.constantFrom('GET', 'POST'),
      url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
      headers: fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.string()), { maxLength: 3 }),
      body: fc.oneof(fc.uint8Array(), fc.json().map(bytes)),
    });
    fc.assert(fc.property(request, (same) => requestDifferences(same, same).length === 0));
    fc.assert(
      fc.property(request, request, (one, other) => {
        fc.pre(one.url !== other.url || Buffer.compare(one.body, other.body) !== 0);
        return requestDifferences(one, other).length > 0;
      }),
    );
  });
});
