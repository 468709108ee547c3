import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { canonicalArguments } from '../../json/canonical-json.ts';
import type { JsonText } from '../../json/json-text.ts';
import { recognizeCall } from '../../tool-call/dialect.ts';
import type { Exchange } from '../../tool-call/exchange.ts';
import { type Digest, digestOf } from '../digest.ts';

/** A recorded call whose upstream answers can serve the same call of a row. */
export interface RecordedAnswer {
  /** App variables of the world in which it was recorded. */
  readonly variables: ReadonlyMap<string, string>;
  readonly exchanges: readonly Exchange[];
  /** When it was recorded, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/** The calls of GitHub that cassettes have, to be found by tool and arguments. */
export class RecordedAnswers {
  readonly #answers: ReadonlyMap<string, readonly RecordedAnswer[]>;

  /** @param answers by tool and arguments, as `all` gives them */
  constructor(answers: ReadonlyMap<string, readonly RecordedAnswer[]>) {
    this.#answers = answers;
  }

  /** Those that cassettes have, in the order of the cassettes. */
  static of(cassettes: Iterable<CassetteFile>): RecordedAnswers {
    const answers = new Map<string, RecordedAnswer[]>();
    for (const { header, entries } of cassettes) {
      for (const { request, exchanges, at = 0 } of entries) {
        const call = recognizeCall(request);
        // One without exchanges was refused, perhaps for its variables.
        if (call === undefined || call.component !== 'github') continue;
        const args = 'args' in call ? call.args : call.arguments;
        const key = keyOf(call.tool, args);
        const answer = { variables: header.world.variables, exchanges, at };
        answers.set(key, [...(answers.get(key) ?? []), answer]);
      }
    }
    return new RecordedAnswers(answers);
  }

  /** All of them, as plain data. */
  get all(): ReadonlyMap<string, readonly RecordedAnswer[]> {
    return this.#answers;
  }

  /** Digest of all recordings. */
  digest(): Digest {
    return digestOf(this.#answers);
  }

  /** All recordings of a call, in the order of the cassettes. */
  find(tool: string, args: JsonText): readonly RecordedAnswer[] {
    return this.#answers.get(keyOf(tool, args)) ?? [];
  }
}

function keyOf(tool: string, args: JsonText): string {
  return JSON.stringify([tool, canonicalArguments(args)]);
}
