import type { ExchangeOutcome, OutboundHttp } from '../../harness/internal.ts';
import { type GithubAnswer, pointingFrom } from '../arbitraries/github-call.ts';

/** A request that really left the sandbox, and its answer. */
export interface StrayExchange {
  readonly method: string;
  readonly url: string;
  readonly said: GithubAnswer;
}

/** A GitHub that misleads callers and answers oddly, and records the requests that reach it. */
export class StrayGithub implements OutboundHttp {
  readonly exchanges: StrayExchange[] = [];
  readonly #answers: readonly GithubAnswer[];

  /** @param answers its answers to the requests, in turn and repeated */
  constructor(answers: readonly GithubAnswer[]) {
    this.#answers = answers;
  }

  send({ method, url }: Parameters<OutboundHttp['send']>[0]): ExchangeOutcome {
    const next = this.#answers[this.exchanges.length % this.#answers.length] ?? {};
    const said = pointingFrom(url, next);
    this.exchanges.push({ method, url, said });
    const { status = 200, headers = {}, json, text } = said;
    const body = new TextEncoder().encode(text ?? (json === undefined ? '' : JSON.stringify(json)));
    const fields = { 'content-type': 'application/json', ...headers };
    const response = { status, headers: Object.entries(fields), body };
    return { kind: 'response', response };
  }
}
