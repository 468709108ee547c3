import {
  type ComparableCall,
  comparableCall,
  comparableExecution,
  isSameCall,
} from './executed-call.ts';
import type { ShownCall } from './message-calls.ts';
import type { RowObject } from './row-value.ts';

/** How the executions of `tool_context` go with the calls that the messages show. */
export interface ExecutedCalls {
  /** How they contradict a call, as text, by its index. */
  readonly notes: ReadonlyMap<number, string>;
  /** The execution of a call, by its index. */
  readonly executions: ReadonlyMap<number, RowObject>;
  /** The part of them that cannot be read, as text. */
  readonly unread: string | undefined;
}

/**
 * How a row's second account of its calls, the executions of `tool_context`, contradicts the
 * messages. There may be fewer executions, because DeepFabric truncates them (`strict: false`), and
 * the calls of a turn may have ended in any order; but no execution may have another tool, other
 * arguments or another order of turns, or be one too many. If an execution matches several calls,
 * it is assigned to the one with its answer.
 */
export function executedOtherwise(
  shown: readonly ShownCall[],
  executions: readonly RowObject[],
): ExecutedCalls {
  const notes = new Map<number, string>();
  const matched = new Map<number, RowObject>();
  const open = new OpenCalls(shown);
  let unread: string | undefined;
  for (const execution of executions) {
    const executed = comparableExecution(execution);
    if (executed === undefined) continue;
    const found = open.find(executed);
    if (open.isExhausted) return { notes, executions: matched, unread: TOO_MANY };
    if (executed.isUnread && (found === undefined || open.isReadable(found))) {
      unread ??= `tool_context has an execution of ${executed.tool} whose arguments are not JSON`;
    }
    if (found !== undefined) matched.set(found, execution);
    const next = found ?? open.next();
    const index = next ?? shown.length - 1;
    if (found === undefined && !notes.has(index)) {
      notes.set(index, noteOf(executed, next === undefined ? undefined : shown[next]?.tool));
    }
    open.take(index);
  }
  return { notes, executions: matched, unread };
}

/** Rows that take more are made to take it. */
const MOST_COMPARISONS = 5_000_000;

const TOO_MANY = 'tool_context has too many executions to find their calls';

/** The calls of messages without a matching execution so far. */
class OpenCalls {
  readonly #calls: readonly (ComparableCall & { readonly turn: number })[];
  readonly #taken = new Set<number>();
  #from = 0;
  #comparisons = 0;

  constructor(shown: readonly ShownCall[]) {
    this.#calls = shown.map((call) => ({ ...comparableCall(call), turn: call.turn }));
  }

  get isExhausted(): boolean {
    return this.#comparisons > MOST_COMPARISONS;
  }

  isReadable(index: number): boolean {
    return this.#calls[index]?.isUnread !== true;
  }

  /** The call that an execution matches: the one with its answer, or else the first. */
  find(executed: ComparableCall): number | undefined {
    let first: number | undefined;
    for (let index = this.#from; index < this.#calls.length; index += 1) {
      this.#comparisons += 1;
      if (this.isExhausted) return undefined;
      const call = this.#calls[index];
      if (call === undefined || this.#taken.has(index) || !isSameCall(call, executed)) continue;
      if (executed.answer === undefined || call.answer === executed.answer) return index;
      first ??= index;
    }
    return first;
  }

  next(): number | undefined {
    for (let index = this.#from; index < this.#calls.length; index += 1) {
      if (!this.#taken.has(index)) return index;
    }
    return undefined;
  }

  /** Later executions belong to the turn of this call or a later one. */
  take(index: number): void {
    this.#taken.add(index);
    const { turn = 0 } = this.#calls[index] ?? {};
    for (;;) {
      const first = this.#calls[this.#from];
      if (first === undefined || (first.turn >= turn && !this.#taken.has(this.#from))) return;
      this.#from += 1;
    }
  }
}

/** @param shown the tool of the call in whose place it is; undefined for one too many */
function noteOf({ tool }: ComparableCall, shown: string | undefined): string {
  if (shown === undefined) {
    return `tool_context has an execution of ${tool} that the messages do not show`;
  }
  return shown === tool
    ? 'tool_context has it executed with other arguments'
    : `tool_context has ${tool} executed in its place`;
}
