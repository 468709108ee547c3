import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileString } from '../../../properties/arbitraries/cassette-text.ts';
import { placeholder } from '../../world/secrets/fixed-placeholder.ts';
import { decodeSecrets, encodeSecrets } from './secret-text.ts';

describe('the spelling of secrets', () => {
  it('shows a placeholder as <secret:name>', () => {
    expect(encodeSecrets(`Bearer ${placeholder('github_token')}!`)).toBe(
      'Bearer <secret:github_token>!',
    );
    expect(decodeSecrets('Bearer <secret:github_token>!')).toBe(
      'Bearer spintape-secret.github_token.stand-in!',
    );
  });

  it('escapes text that looks like one', () => {
    expect(encodeSecrets('<secret:a> <secret::')).toBe('<secret::a> <secret:::');
    expect(decodeSecrets('<secret::a> <secret:::')).toBe('<secret:a> <secret::');
  });

  it.each(['<secret:', '<secret:A>', '<secret:a', '<secret:>'])('refuses %s', (spelling) => {
    expect(decodeSecrets(spelling)).toBeUndefined();
  });

  it('is read back as the same text', () => {
    fc.assert(
      fc.property(hostileString, (text) => {
        expect(decodeSecrets(encodeSecrets(text))).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });
});
