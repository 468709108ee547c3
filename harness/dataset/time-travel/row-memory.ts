import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import { type ArgumentLiteral, someArgument } from './argument-literals.ts';

/** A row's texts are searched so many times over at most, however many literals it has. */
const MOST_SEARCHES = 64;

/** In characters: the budget of a short row. */
const LEAST_BUDGET = 1_000_000;

/** In characters: the fixed cost of looking at a text. */
const COST_OF_TEXT = 16;

/** The texts of a row, searched with a budget, so that no row takes forever. */
export class RowMemory {
  readonly #row: DatasetRow;
  /** In characters. */
  #budget: number;
  readonly #lowered = new Map<string, string>();

  constructor(row: DatasetRow) {
    this.#row = row;
    const said = row.texts.reduce((sum, { text }) => sum + text.length, 0);
    const called = row.calls.reduce(
      (sum, { args = '', answer = '' }) => sum + args.length + answer.length,
      0,
    );
    this.#budget = LEAST_BUDGET + MOST_SEARCHES * (said + called);
  }

  /** Whether a text contains a literal, as it is or in JSON; false when the budget is spent. */
  contains(text: string, literal: string): boolean {
    return spellingsOf(literal).some((spelling) => this.holds(text, spelling));
  }

  /** Whether a text contains a literal as it is; false when the budget is spent. */
  holds(text: string, literal: string): boolean {
    this.#budget -= text.length + COST_OF_TEXT;
    return this.#budget >= 0 && text.includes(literal);
  }

  /**
   * Whether earlier messages, answers or calls contain a call's literal: all of it, or each of its
   * tokens, in any case and inflexion. True when the budget is spent, because then nothing can be
   * proven.
   */
  knows(call: ClaimedCall, { text, tokens }: ArgumentLiteral): boolean {
    const isKnown =
      this.#isReportedBefore(call, (reported) => this.contains(reported, text)) ||
      tokens.every((token) =>
        this.#isReportedBefore(
          call,
          (reported) => this.holds(reported, token) || this.#hints(reported, token),
        ),
      );
    return isKnown || this.#budget < 0;
  }

  #isReportedBefore({ turn, step }: ClaimedCall, contains: (text: string) => boolean): boolean {
    const { texts, calls } = this.#row;
    const either = (text: string) => contains(text) || contains(this.#lower(text));
    return (
      texts.some((said) => said.turn <= turn && either(said.text)) ||
      calls.some(
        (other) =>
          (other.turn < turn && other.answer !== undefined && either(other.answer)) ||
          (other.step < step && someArgument(other, either)),
      )
    );
  }

  #hints(text: string, token: string): boolean {
    this.#budget -= text.length + COST_OF_TEXT;
    return this.#budget >= 0 && hasKin(text, token);
  }

  #lower(text: string): string {
    const lowered = this.#lowered.get(text) ?? text.toLowerCase();
    this.#lowered.set(text, lowered);
    return lowered;
  }
}

/** In letters: words that share so many at their beginning have a stem in common. */
const STEM = 5;

/** In letters: the shortest word that may be the stem of another. */
const SHORTEST_WORD = 4;

/** Whether a word of a text begins as another one does: `calc` and `calculator`. */
function hasKin(text: string, word: string): boolean {
  if (!/^\p{L}+$/u.test(word)) return false;
  const start = word.slice(0, SHORTEST_WORD);
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
    if (/\p{L}/u.test(text.charAt(at - 1))) continue;
    const other = /^\p{L}+/u.exec(text.slice(at, at + 2 * word.length))?.[0] ?? '';
    if (other.length < SHORTEST_WORD) continue;
    if (word.startsWith(other) || other.startsWith(word.slice(0, STEM))) return true;
  }
  return false;
}

/** A literal as it is, and escaped as JSON does it, in Python's way too. */
function spellingsOf(literal: string): readonly string[] {
  const escaped = JSON.stringify(literal).slice(1, -1);
  const ascii = escaped.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [...new Set([literal, escaped, ascii])];
}
