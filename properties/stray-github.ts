import type { OutboundHttp } from '../harness/index.ts';
import { type GithubAnswer, pointingFrom } from './arbitraries/github-call.ts';

/** A GitHub that leads callers astray, and notes what really left the sandbox. */
export class StrayGithub implements OutboundHttp {
  readonly urls: string[] = [];
  readonly #answers: readonly GithubAnswer[];

  constructor(answers: readonly GithubAnswer[]) {
    this.#answers = answers;
  }

  async send({ url }: Parameters<OutboundHttp['send']>[0]) {
    const said = this.#answers[this.urls.length % this.#answers.length] ?? {};
    this.urls.push(url);
    const { status = 200, headers = {}, json } = pointingFrom(url, said);
    const body = new TextEncoder().encode(json === undefined ? '' : JSON.stringify(json));
    const list = [['content-type', 'application/json'] as const, ...Object.entries(headers)];
    return { kind: 'response' as const, response: { status, headers: list, body } };
  }
}
