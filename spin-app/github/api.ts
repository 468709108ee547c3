import { type FetchResponse, NetworkFailure, type Platform } from '../protocol/platform.ts';
import { ApiFailure, apiFailure } from './api-failure.ts';
import { queryOf } from './encode.ts';
import { GithubFailure } from './github-failure.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { fullName, type Repository } from './repository.ts';
import { apiBase, type Settings } from './settings.ts';
import { nextLink, type RepositoryUrl, withinRepository } from './within-repository.ts';

/** A renamed repository takes one step; a longer chain than this is taken for a loop. */
const MOST_REDIRECTS = 5;
const JSON_MEDIA_TYPE = 'application/vnd.github+json';

/** A request to one repository. */
export interface RepositoryRequest {
  readonly repository: Repository;
  /** The path below the repository, percent-encoded. */
  readonly rest: string;
  readonly query?: Readonly<Record<string, string | number | null>>;
  /** The media type to ask for; JSON unless said. */
  readonly accept?: string;
  /** Sent with POST when there is one; the request is a GET otherwise. */
  readonly payload?: Json;
}

/** A successful answer of GitHub's. */
export interface Reply {
  readonly response: FetchResponse;
  /** Where it came from in the end; null for an answer that belongs to no repository. */
  readonly from: RepositoryUrl | null;
}

interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly accept?: string | undefined;
  readonly body?: string | undefined;
}

/**
 * GitHub's REST API as the tools see it. Every method throws GithubFailure (NetworkError when
 * nothing answers, or what a status stands for) and lets a refusal of the sandbox pass.
 */
export class GithubApi {
  readonly #platform: Platform;
  readonly #settings: Settings;

  constructor(platform: Platform, settings: Settings) {
    this.#platform = platform;
    this.#settings = settings;
  }

  /** Asks one repository; redirects are followed as long as they stay in it. */
  async ask({ repository, rest, query, accept, payload }: RepositoryRequest): Promise<Reply> {
    const base = apiBase(this.#settings).href.replace(/\/$/, '');
    const url = `${base}/repos/${fullName(repository)}/${rest}${queryOf(query ?? {})}`;
    const method = payload === undefined ? 'GET' : 'POST';
    const body = payload === undefined ? undefined : JSON.stringify(payload);
    return this.#follow({ method, url, accept, body }, { url, root: { repository }, rest });
  }

  /** The page after this one, or null when there is none or it lies outside the repository. */
  async next({ response, from }: Reply): Promise<Reply | null> {
    const target = nextLink(response.header('link'));
    const bounds = { base: apiBase(this.#settings), allowed: this.#settings.allowed };
    const place = target && from && withinRepository(target, from, bounds);
    return place ? this.#follow({ method: 'GET', url: place.url }, place) : null;
  }

  /** Asks one of the search endpoints, which never redirect. */
  async search(kind: 'code' | 'repositories', query: RepositoryRequest['query']): Promise<Reply> {
    const base = apiBase(this.#settings).href.replace(/\/$/, '');
    const url = `${base}/search/${kind}${queryOf(query ?? {})}`;
    const response = await this.#send({ method: 'GET', url });
    if (!isSuccess(response)) throw apiFailure(response);
    return { response, from: null };
  }

  async #follow(outgoing: Outgoing, start: RepositoryUrl): Promise<Reply> {
    const bounds = { base: apiBase(this.#settings), allowed: this.#settings.allowed };
    let from = start;
    for (let step = 0; step <= MOST_REDIRECTS; step++) {
      const response = await this.#send({ ...outgoing, url: from.url });
      if (isSuccess(response)) return { response, from };
      const location = response.header('location');
      // GitHub asks clients to repeat the same method and body; 303 would turn a POST into a GET.
      if (location === null || ![301, 302, 307, 308].includes(response.status)) {
        throw apiFailure(response);
      }
      const place = withinRepository(location, from, bounds);
      if (place === null) {
        throw new ApiFailure('APIError', response.status, 'redirected out of the repository');
      }
      from = place;
    }
    throw new GithubFailure('APIError', `GitHub redirected more than ${MOST_REDIRECTS} times`);
  }

  async #send({ method, url, accept = JSON_MEDIA_TYPE, body }: Outgoing): Promise<FetchResponse> {
    const headers = { ...this.#headers(), accept };
    try {
      return await this.#platform.fetch(
        body === undefined
          ? { method, url, headers }
          : { method, url, headers: { ...headers, 'content-type': 'application/json' }, body },
      );
    } catch (error) {
      if (error instanceof NetworkFailure) {
        throw new GithubFailure('NetworkError', `Failed to reach ${new URL(url).origin}`);
      }
      throw error;
    }
  }

  #headers(): Record<string, string> {
    const { token } = this.#settings;
    if (/[^\u0021-\u007e]/.test(token)) {
      throw new GithubFailure('Unauthorized', 'The variable github_token holds no token');
    }
    return {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      'user-agent': 'spintape',
      'x-github-api-version': '2022-11-28',
    };
  }
}

/** The JSON of an answer. @throws GithubFailure APIError when it is none. */
export function jsonOf({ response }: Reply): Json {
  try {
    return JSON.parse(new TextDecoder().decode(response.body));
  } catch {
    throw new ApiFailure('APIError', response.status, 'the answer is no JSON');
  }
}

/** The JSON object of an answer. @throws GithubFailure APIError when it is none. */
export function objectOf(reply: Reply): JsonObject {
  const value = jsonOf(reply);
  if (isObject(value)) return value;
  throw new ApiFailure('APIError', reply.response.status, 'the answer is no object');
}

/**
 * The JSON objects that an answer lists. @throws GithubFailure APIError when it is no such list.
 */
export function objectsOf(reply: Reply): readonly JsonObject[] {
  const value = jsonOf(reply);
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw new ApiFailure('APIError', reply.response.status, 'the answer is no list of objects');
}

function isSuccess({ status }: FetchResponse): boolean {
  return status >= 200 && status <= 299;
}
