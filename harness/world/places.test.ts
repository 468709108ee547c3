import { expect, it } from 'vitest';
import { pointer } from './places.ts';

it('a pointer is a JSON Pointer of RFC 6901, whatever the keys hold', () => {
  expect(pointer()).toBe('');
  expect(pointer('mock', 'tools', 0)).toBe('/mock/tools/0');
  expect(pointer('files', 'a/b~c', '')).toBe('/files/a~1b~0c/');
});
