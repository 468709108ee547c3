import type { GithubErrorType } from '../protocol/error-type.ts';
import type { FetchResponse } from '../protocol/platform.ts';
import { GithubFailure } from './github-failure.ts';
import { type Json, listAt, textAt } from './json.ts';

/** GitHub answered, but not with what was asked for. */
export class ApiFailure extends GithubFailure {
  readonly status: number;
  /** What GitHub said about it. */
  readonly reason: string;

  constructor(type: GithubErrorType, status: number, reason: string) {
    super(type, `GitHub API error (${status}): ${reason}`);
    this.status = status;
    this.reason = reason;
  }
}

/** The failure that an answer with a status outside 200 to 299 stands for. */
export function apiFailure(response: FetchResponse): ApiFailure {
  const { status } = response;
  const body = parseLeniently(response.body);
  const reason = [textAt(body, 'message') || 'no message', ...details(body)].join('; ');
  if (isRateLimited(response, reason)) {
    return new ApiFailure('RateLimited', status, `${reason}; ${whenToRetry(response)}`);
  }
  return new ApiFailure(typeOf(status, body), status, reason);
}

function typeOf(status: number, body: Json): GithubErrorType {
  // A file above 100 MB is refused with 403, which is no question of rights.
  const isTooLarge = listAt(body, 'errors').some((error) => textAt(error, 'code') === 'too_large');
  if (isTooLarge) return 'APIError';
  if (status === 401 || status === 403) return 'Unauthorized';
  return status === 404 || status === 410 ? 'NotFound' : 'APIError';
}

/** GitHub counts a primary limit in headers; the secondary ones it only tells of in words. */
function isRateLimited(response: FetchResponse, reason: string): boolean {
  if (response.status === 429) return true;
  if (response.status !== 403) return false;
  const isSpent = response.header('x-ratelimit-remaining') === '0';
  return isSpent || response.header('retry-after') !== null || /rate limit/i.test(reason);
}

/**
 * When to retry, in GitHub's own words: a date of ours would make the answer depend on the clock.
 */
function whenToRetry(response: FetchResponse): string {
  const after = response.header('retry-after');
  const reset = response.header('x-ratelimit-reset');
  if (after !== null)
    return /^\d+$/.test(after) ? `retry after ${after} seconds` : `retry after ${after}`;
  if (reset !== null) return `retry after the limit resets at ${reset} (Unix time in seconds)`;
  return 'retry in a minute at the earliest';
}

/** What a 422 says about single fields. */
function details(body: Json): string[] {
  return listAt(body, 'errors').flatMap((error) => {
    if (typeof error === 'string') return [error];
    const place = [textAt(error, 'resource'), textAt(error, 'field')].filter(Boolean).join('.');
    const said = textAt(error, 'message') || textAt(error, 'code');
    return said === '' ? [] : [place === '' ? said : `${place}: ${said}`];
  });
}

function parseLeniently(body: Uint8Array): Json {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
