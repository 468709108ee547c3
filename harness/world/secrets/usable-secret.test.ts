import { describe, expect, it } from 'vitest';
import { placeholder } from './fixed-placeholder.ts';
import { unusableSecret } from './usable-secret.ts';

describe('unusableSecret', () => {
  it.each([
    ['12345678', undefined],
    [
      '1234567',
      'its value has fewer than 8 characters and cannot be distinguished from ordinary text',
    ],
    ['12345678\ud800', 'its value is not well-formed Unicode'],
    ['.stand-in', 'its value is part of the placeholders that Spintape puts in place of secrets'],
    [
      `x${placeholder('token')}`,
      'its value is part of the placeholders that Spintape puts in place of secrets',
    ],
  ])('of %j says: %s', (value, reason) => {
    expect(unusableSecret(value, ['token'])).toBe(reason);
  });
});
