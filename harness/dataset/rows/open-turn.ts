import type { JsonText } from '../../json/json-text.ts';
import type { IdFault } from './dataset-row.ts';
import { contentOf, isNothing, isWholeContent, type RowObject, textOf } from './row-value.ts';
import { type Denial, denialIn } from './shapes/flags.ts';

/** A call that waits for the message with its answer. */
export interface OpenCall {
  readonly id: string | undefined;
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly turn: number;
  answer: string | undefined;
  idFault?: IdFault;
  executedOtherwise?: string;
  denial?: Denial | undefined;
}

/** The id of the form that OpenAI had before tool_calls, which has none. */
export const BY_ORDER = Symbol('by order');

/** The calls of one message, which wait for their answers. */
export class OpenTurn {
  readonly #all = new CallQueue();
  readonly #byId = new Map<string | undefined, CallQueue>();

  /** @param made in their order */
  constructor(made: readonly OpenCall[]) {
    for (const [place, call] of made.entries()) {
      const same = this.#byId.get(call.id) ?? new CallQueue();
      same.add(call, place);
      this.#byId.set(call.id, same);
      this.#all.add(call, place);
    }
  }

  get isEmpty(): boolean {
    return this.#all.first === undefined;
  }

  /** Whether a call has no id, as of the form that OpenAI had before tool_calls. */
  get hasUnnamed(): boolean {
    return this.#byId.has(undefined);
  }

  /** Gives an answer to its call: the one that the id names, or the first that has no id. */
  answer(id: string | typeof BY_ORDER | undefined, message: RowObject): void {
    const { content, name } = message;
    const named = this.#named(id);
    const call = earliest(named.map((queue) => queue.open()));
    const shown = typeof id === 'string' ? `the id ${id}` : 'no id';
    if (call !== undefined) {
      call.answer = contentOf(content) ?? '';
      if (!isWholeContent(content)) blame(call, 'the answer is not only text', true);
      if (id === undefined) blame(call, 'the answer has no id', this.#all.length > 1);
      call.denial ??= denialIn(message).denial;
      const isOfAnother = !isNothing(name) && name !== call.tool;
      if (isOfAnother) call.executedOtherwise = `its answer is one of ${textOf(name) ?? 'no tool'}`;
      return;
    }
    const answered = earliest(named.map(({ first }) => first));
    if (answered !== undefined) blame(answered, `two answers have ${shown}`, true);
    else {
      const other = this.#all.open()?.call ?? this.#all.last;
      blame(other, `an answer has ${shown}, which no call has`, true);
    }
  }

  /** The calls that an answer with this id may be to. */
  #named(id: string | typeof BY_ORDER | undefined): CallQueue[] {
    if (typeof id !== 'string') return [this.#all];
    return [this.#byId.get(id), this.#byId.get(undefined)].filter((queue) => queue !== undefined);
  }
}

/** Keeps the worst that is wrong with a call. */
export function blame(call: OpenCall | undefined, note: string, isAmbiguous: boolean): void {
  if (call !== undefined && call.idFault?.isAmbiguous !== true)
    call.idFault = { note, isAmbiguous };
}

interface PlacedCall {
  readonly call: OpenCall;
  readonly place: number;
}

/** Calls in their order; those that have an answer are passed over once. */
class CallQueue {
  readonly #calls: PlacedCall[] = [];
  #next = 0;

  add(call: OpenCall, place: number): void {
    this.#calls.push({ call, place });
  }

  get length(): number {
    return this.#calls.length;
  }

  get first(): PlacedCall | undefined {
    return this.#calls[0];
  }

  get last(): OpenCall | undefined {
    return this.#calls.at(-1)?.call;
  }

  /** The first call that has no answer. */
  open(): PlacedCall | undefined {
    while (this.#calls[this.#next]?.call.answer !== undefined) this.#next += 1;
    return this.#calls[this.#next];
  }
}

function earliest(calls: readonly (PlacedCall | undefined)[]): OpenCall | undefined {
  const [one, other] = calls;
  if (one === undefined || other === undefined) return (one ?? other)?.call;
  return (one.place < other.place ? one : other).call;
}
