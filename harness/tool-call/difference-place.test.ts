import { describe, expect, it } from 'vitest';
import { type DifferencePlace, placeText } from './difference-place.ts';

const [method, url] = ['GET', 'https://api.github.com/x'];

describe('a place that differs', () => {
  it.each<[text: string, place: DifferencePlace]>([
    ['call', { in: 'call' }],
    ['response.status', { in: 'response', path: 'status' }],
    ['response.headers.etag', { in: 'response', path: 'headers.etag' }],
    ['response.body[0].a', { in: 'response', path: 'body[0].a' }],
    ['result', { in: 'result', path: '' }],
    ['result[1]', { in: 'result', path: '[1]' }],
    ['result.items[0].stars', { in: 'result', path: 'items[0].stars' }],
    [`request GET ${url}`, { in: 'request', method, url }],
    [`exchange GET ${url}`, { in: 'exchange', method, url }],
    ['order of requests, request 2', { in: 'request-order', request: 2 }],
    ['state default/vfs/s/a.txt', { in: 'state', store: 'default', key: 'vfs/s/a.txt', path: '' }],
    ['state default/k.a[0]', { in: 'state', store: 'default', key: 'k', path: '.a[0]' }],
    ['store extra', { in: 'store', label: 'extra' }],
    ['variable probe/greeting', { in: 'variable', name: 'probe/greeting' }],
    ['world.store-faults', { in: 'world', path: 'store-faults' }],
    ['import key-value', { in: 'import', name: 'key-value' }],
  ])('is printed as %s', (text, place) => {
    expect(placeText(place)).toBe(text);
  });
});
