import type { HeaderList } from './http-message.ts';

/**
 * Header fields in the order for comparing and printing: by name, in code units, with the values of
 * one name in their original order (RFC 9110, 5.3: only that order has a meaning).
 */
export function canonicalHeaders(headers: HeaderList): HeaderList {
  return headers.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
}
