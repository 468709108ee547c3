import type { JsonText } from '../../json/json-text.ts';
import type { RowObject } from './row-value.ts';
import type { Denial } from './shapes/flags.ts';

/** A problem with the ids of a call and its answer, or with the answer's content. */
export interface IdFault {
  readonly note: string;
  /** Whether a different answer may be meant. */
  readonly isAmbiguous: boolean;
}

/** A call that a row claims, with the answer that it shows. */
export interface ClaimedCall {
  /** The place among the row's claims, counted from 1. */
  readonly step: number;
  readonly tool: string;
  /** As the row spells them, to be sent; undefined if they are not JSON. */
  readonly args: JsonText | undefined;
  /** The text of the tool's answer; undefined when the row has none. */
  readonly answer: string | undefined;
  /** The second copy of the answer, in `tool_context`. */
  readonly copy?: string | undefined;
  /** How another account of the row's calls contradicts this one, as text. */
  readonly executedOtherwise?: string | undefined;
  /** A flag or a state that says otherwise than the answer. */
  readonly denial?: Denial | undefined;
  /** Anything else that may be a call or an answer but cannot be read, as text. */
  readonly unread?: string | undefined;
  /** A problem with the ids that connect the call with its answer; no API accepts such messages. */
  readonly idFault?: IdFault | undefined;
  /** False if only the row's reasoning has it: nothing was executed. */
  readonly isShown: boolean;
  /** Calls of one message share a turn: they are shown as made at the same time. */
  readonly turn: number;
}

/** Text in a row other than calls and answers. */
export interface SaidText {
  readonly text: string;
  /** It was said before the calls of this turn and after those of the turn before. */
  readonly turn: number;
}

/** A row of a dataset, as far as its tool calls go. */
export interface DatasetRow {
  /** Counted from 1. */
  readonly line: number;
  /** Whether DeepFabric made it; its client itself answers calls of unknown tools. */
  readonly isDeepFabric: boolean;
  readonly calls: readonly ClaimedCall[];
  readonly texts: readonly SaidText[];
  /**
   * The tools that the row describes, with the schemas of their arguments where it has them;
   * DeepFabric describes all that were used.
   */
  readonly tools: ReadonlyMap<string, RowObject | undefined>;
}

/** A line that holds no row, and why. */
export interface UnreadableRow {
  readonly line: number;
  readonly problem: string;
}
