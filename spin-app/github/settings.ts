import { contractOf } from '../protocol/contract.ts';
import type { Platform } from '../protocol/platform.ts';
import { GithubFailure } from './github-failure.ts';
import { parseUrl } from './parse-url.ts';
import { type AllowList, parseAllowList } from './repository.ts';

/** What the app variables say about one call. */
export interface Settings {
  /** Where the REST API is: origin and path prefix, without a slash at the end. */
  readonly apiUrl: string;
  /** Empty when calls go out without authorization. */
  readonly token: string;
  readonly allowed: AllowList;
  readonly writesEnabled: boolean;
  /** Answer with the error types of DeepFabric 4, so that old recordings compare. */
  readonly deepfabric4: boolean;
}

/** Reads the app variables; one that the manifest does not declare has its default. */
export function readSettings(platform: Platform): Settings {
  const variable = (name: string, fallback: string) => platform.variable(name) ?? fallback;
  return {
    apiUrl: variable('github_api_url', 'https://api.github.com').trim().replace(/\/+$/, ''),
    token: variable('github_token', '').trim(),
    allowed: parseAllowList(variable('allowed_repos', '*')),
    writesEnabled: variable('allow_writes', 'false').trim().toLowerCase() === 'true',
    deepfabric4: contractOf(platform) === 'deepfabric-4',
  };
}

/**
 * The API's base as a URL.
 *
 * @throws GithubFailure NetworkError when `github_api_url` is no plain http(s) URL.
 */
export function apiBase({ apiUrl }: Settings): URL {
  const url = parseUrl(apiUrl);
  const isPlain = url !== null && !/[?#@\\]/.test(apiUrl) && /^https?:$/.test(url.protocol);
  if (!isPlain) {
    throw new GithubFailure('NetworkError', 'The variable github_api_url is no http or https URL');
  }
  return url;
}
