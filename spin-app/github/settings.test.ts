import { describe, expect, it } from 'vitest';
import { fakeWorld } from './fake-github.fixture.ts';
import { GithubFailure } from './github-failure.ts';
import { apiBase, readSettings } from './settings.ts';

const read = (variables: Record<string, string> = {}) =>
  readSettings(fakeWorld(() => ({}), variables).platform);

describe('readSettings', () => {
  it('has a default for each variable that is not declared', () => {
    expect(read()).toEqual({
      apiUrl: 'https://api.github.com',
      token: '',
      allowed: 'all',
      writesEnabled: false,
      deepfabric4: false,
    });
  });

  it('drops space around values, and slashes behind the address', () => {
    const variables = {
      github_api_url: ' https://ghe.test/api/v3// ',
      github_token: ' t0ken\n',
      allowed_repos: ' octo/a ',
      allow_writes: ' TRUE ',
      contract: 'deepfabric-4',
    };
    expect(read(variables)).toEqual({
      apiUrl: 'https://ghe.test/api/v3',
      token: 't0ken',
      allowed: [{ owner: 'octo', name: 'a' }],
      writesEnabled: true,
      deepfabric4: true,
    });
  });
});

describe('apiBase', () => {
  const baseOf = (github_api_url: string) => apiBase(read({ github_api_url })).href;

  it.each([
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['HTTPS://GHE.test/api/v3/', 'https://ghe.test/api/v3'],
  ])('reads %s', (text, href) => {
    expect(baseOf(text)).toBe(href);
  });

  it.each(['httpss://x', 'xhttp://x', 'file:///x', 'https://x#y', 'https://x\\y', 'https://u@x'])(
    'refuses %s',
    (text) => {
      const failure = new GithubFailure(
        'NetworkError',
        'The variable github_api_url is no http or https URL',
      );
      expect(() => baseOf(text)).toThrow(failure);
    },
  );
});
