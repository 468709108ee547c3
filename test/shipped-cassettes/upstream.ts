import type { UpstreamAnswer, UpstreamEntry, UpstreamRequest } from './upstream-answer.ts';

/** The simulated GitHub while a scenario is recorded: each answer is given once. */
export class Upstream {
  /** The source of the answers, for the cassette's header. */
  readonly origin: string;
  readonly #waiting: UpstreamEntry[];
  readonly #unanswered: string[] = [];

  constructor(origin: string, entries: readonly UpstreamEntry[]) {
    this.origin = origin;
    this.#waiting = [...entries];
  }

  /** The first unused answer to the request; 501 if there is none. */
  answer(request: UpstreamRequest): UpstreamAnswer {
    const index = this.#waiting.findIndex((entry) => entry.accepts(request));
    const [entry] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (entry !== undefined) return entry.answer;
    this.#unanswered.push(`${request.method} ${request.url.href}`);
    return { status: 501, headers: [], body: '' };
  }

  /** @throws Error unless every request was answered, and every answer given. */
  requireDone(): void {
    if (this.#unanswered.length > 0) {
      throw new Error(`no answer of ${this.origin} for ${this.#unanswered.join(', ')}`);
    }
    if (this.#waiting.length > 0) {
      throw new Error(`${this.#waiting.length} answers of ${this.origin} were not asked for`);
    }
  }
}
