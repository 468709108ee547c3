import type { ClaimedCall } from '../rows/dataset-row.ts';

/** Runs of ASCII letters and digits; an escape of JSON is between runs, not in one. */
const TOKEN = /\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt])|[A-Za-z0-9]+/g;

/**
 * Which answers of a row may contain which literals, found in one pass over the answers: those with
 * the longest token of the literal. So the time does not grow with the number of literals.
 */
export class ReportedTokens {
  readonly #calls = new Map<string, ClaimedCall[]>();
  readonly #all: readonly ClaimedCall[];

  /** @param literals those that are asked for later */
  constructor(calls: readonly ClaimedCall[], literals: readonly string[]) {
    this.#all = calls;
    for (const literal of literals) {
      const token = longestToken(literal);
      if (token !== undefined) this.#calls.set(token, []);
    }
    for (const call of calls) {
      for (const [token] of (call.answer ?? '').matchAll(TOKEN)) {
        const tellers = this.#calls.get(token);
        if (tellers !== undefined && tellers.at(-1) !== call) tellers.push(call);
      }
    }
  }

  /** In order; all calls if the literal has no token. */
  callsThatMayTell(literal: string): readonly ClaimedCall[] {
    const token = longestToken(literal);
    return token === undefined ? this.#all : (this.#calls.get(token) ?? []);
  }
}

function longestToken(literal: string): string | undefined {
  let longest: string | undefined;
  for (const [token] of literal.matchAll(TOKEN)) {
    if (!token.startsWith('\\') && token.length > (longest?.length ?? 0)) longest = token;
  }
  return longest;
}
