import type { RowCall } from '../deepfabric-row.fixture.ts';

/** Calls of a model that behaves, turn by turn, with the answers that the tools really gave. */
export interface Trace {
  readonly turns: readonly (readonly RowCall[])[];
  /** The user's question, with the names that a model may know in advance. */
  readonly question: string;
  /** Tools that the row describes. */
  readonly tools: readonly string[];
  /** Calls on which faults are planted. */
  readonly marks: TraceMarks;
}

/** Tools and first arguments of the calls that a trace promises to have, each in its own turn. */
export interface TraceMarks {
  /** Its answer depends only on the starting world. */
  readonly known: RowCall;
  /** Its answer contains a literal that the next one uses. */
  readonly index: RowCall;
  /** It uses that literal. */
  readonly indexed: RowCall;
}
