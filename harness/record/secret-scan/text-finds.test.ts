import { describe, expect, it } from 'vitest';
import { KINDS_OF_SECRETS, plantedSecret } from './planted-secrets.fixture.ts';
import { secretSearch } from './shapes/shape-finds.ts';
import { textFinds } from './text-finds.ts';

const finds = (text: string) => textFinds(Buffer.from(text).toString('latin1'), secretSearch());

// Two halves, so that no scanner reports a key in this file.
const BEGIN = ['-----BEGIN PRIVATE', 'KEY-----'].join(' ');

describe('a text', () => {
  it.each(Array.from({ length: 3 * KINDS_OF_SECRETS }, (_, number) => number))(
    'is reported once, at its place (%i)',
    (number) => {
      const { kind, written, found } = plantedSecret(number);
      const text = `ą ${written} ą`;
      const index = 3 + written.indexOf(found);
      expect(finds(text).map((find) => [find.kind, find.index])).toEqual([[kind, index]]);
    },
  );

  it('is read percent-encoded too, with the place in the encoded text', () => {
    const { written } = plantedSecret(17);
    expect(finds(`a=%20b&c=${encodeURIComponent(written)}`)).toMatchObject([
      { kind: 'Basic credentials', index: 'a=%20b&c=Authorization%3A%20Basic%20'.length },
    ]);
  });

  it('is decoded from base64 after any text, wrapped, and URL-safe', () => {
    const { secret } = plantedSecret(0);
    for (const before of ['', 'a/', 'ab/', 'abc/', 'abcd/']) {
      const lines = Buffer.from(`?>?>? ${secret}`).toString('base64').replace(/.{24}/g, '$&\n');
      const url = Buffer.from(`?>?>? ${secret}`).toString('base64url');
      const kind = 'a GitHub token in base64';
      expect(finds(before + lines)).toMatchObject([{ kind, index: 0 }]);
      expect(finds(before + url)).toMatchObject([{ kind, index: 0 }]);
    }
  });

  it.each([
    'Basic authentication and Bearer tokens are described in RFC 7617',
    'token: spintape-secret.github_token.stand-in',
    'Authorization: Basic c3BpbnRhcGUtc2VjcmV0LmEuc3RhbmQtaW46eC1vYXV0aC1iYXNpYw==',
    'the commit 93a078d1c3f76aa1ca11def8f882a06df1d4a01b',
    '"node_id": "MDEwOlJlcG9zaXRvcnkxMjk2MjY5"',
    'https://secure.gravatar.com/avatar/7ad39074b0584bc555d0417ae3e7d974?d=https%3A%2F%2Fgithub.com',
    'next_page_token=CAoQAA1b2c3d4e5f6a7b8c9',
    'token = process.env.GITHUB_TOKEN_V2; const secret = readSecret2From(file)',
    'password=<your-password-1a2b3c4d5e>',
    'token=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
    'AKIAIOSFODNN7EXAMPLE',
    'postgres://user:password@localhost/db',
    `${BEGIN}\n...\n`,
    '/blob?version=2&signature=short',
    'eyJhbGciOiJIUzI1NiJ9 is the header of a token',
    'integrity sha512-1J8a0Qb3eFv1l2kq9xZ4mPwR7tYc6nHs5dGf0uKjLpOiVbXzAeWqMrTyNhUgSdFa==',
  ])('has no secret: %s', (text) => {
    expect(finds(text)).toEqual([]);
  });
});
