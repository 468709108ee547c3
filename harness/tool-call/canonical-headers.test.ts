import { expect, it } from 'vitest';
import { canonicalHeaders } from './canonical-headers.ts';

it('sorts header fields by name and keeps the order of values', () => {
  const headers = [
    ['link', 'b'],
    ['etag', 'x'],
    ['link', 'a'],
    ['x-É', '1'],
    ['x-z', '2'],
  ] as const;
  expect(canonicalHeaders(headers)).toEqual([
    ['etag', 'x'],
    ['link', 'b'],
    ['link', 'a'],
    ['x-z', '2'],
    ['x-É', '1'],
  ]);
});
