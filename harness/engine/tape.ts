import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { UnfinishedStep } from '../cassette/readable-interactions.ts';
import type { HarnessFailure } from '../errors.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { RowJudgement } from '../tool-call/row-judgement.ts';
import type { FileJudgement } from '../tool-call/verdict.ts';
import type { CallStart } from '../world/call-sequence.ts';
import type { StorePart } from '../world/key-value/partial-key-value.ts';
import type { Places } from '../world/places.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import type { CallRerun } from './rerun-call.ts';

/**
 * What is run, as plain data: the same tape shows the same wherever it is played. It holds no
 * secret, and names a file in place of holding it.
 */
export type Tape =
  | CassetteTape
  | UpdateTape
  | ObservationTape
  | ComparisonTape
  | CallTape
  | ScenarioTape
  | RowsTape;

interface FileTape {
  /** As the file system has it. */
  readonly file: string;
  /** As people are shown it. */
  readonly path: string;
}

/** A file that is refused if it was recorded from another app than the one that runs. */
interface RecordedTape extends FileTape {
  /** Default: it is not refused, and the result says that the app is another. */
  readonly refusesOtherApp?: boolean | undefined;
}

/** A cassette whose calls are run again and compared. */
export interface CassetteTape extends RecordedTape {
  readonly kind: 'cassette';
}

/** A cassette whose calls are run again, compared, and written down as the app runs them now. */
export interface UpdateTape extends RecordedTape {
  readonly kind: 'update';
}

/** A cassette whose calls are run again, to be compared with what another app does. */
export interface ObservationTape extends RecordedTape {
  readonly kind: 'observation';
}

/** A cassette whose calls are run again and compared with what another app did. */
export interface ComparisonTape extends FileTape {
  readonly kind: 'comparison';
  readonly first: ObservedApp;
}

/** An app and what it did in each call of a cassette, in the order of the calls. */
export interface ObservedApp {
  /** As its manifest has it. */
  readonly name: string;
  readonly calls: readonly ObservedCall[];
}

/** What a call did, as far as two apps are compared by it. */
export type ObservedCall = Pick<CallRerun, 'outcome' | 'sent' | 'state' | 'stores'>;

/** A call that has just been recorded, and is run again with what it read. */
export interface CallTape {
  readonly kind: 'call';
  readonly interaction: Interaction;
  readonly start: CallStart;
  /** The world that its file states. */
  readonly world: StartingWorld;
  /** What the call asked of the stores, as a replay of the file would find them. */
  readonly stores: StorePart;
}

/** What a {@link CallTape} shows; `lacks-state`: it asked for what the tape does not have. */
export type PlayedCall = 'same' | 'differs' | 'lacks-state';

/** A scenario whose calls are run in its world and compared with what it expects. */
export interface ScenarioTape extends FileTape {
  readonly kind: 'scenario';
  /** The seed in place of the scenario's. */
  readonly seed: number | undefined;
  /** Starting files that come before the scenario's; content by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Where these are written, as of a world. */
  readonly places: Places;
  /** Its cassette. Default: that at its path below a folder `cassettes`. */
  readonly recording?: string | undefined;
  /** The app as the user named it, for advice. */
  readonly app?: string | undefined;
}

/** Lines of a data set whose calls are run again and judged. */
export interface RowsTape {
  readonly kind: 'rows';
  readonly setting: RowsSetting;
  readonly lines: readonly RowLine[];
}

/** A line of a data set. */
export interface RowLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** What the rows of a run have in common. It is shared by threads, not copied with each tape. */
export interface RowsSetting {
  /** No other setting of the process has it. */
  readonly id: number;
  readonly bytes: SharedArrayBuffer;
}

/** What a tape shows: of rows, their judgements in the order of the lines. */
export type Played<Of extends Tape> = PlayedAs[Of['kind']];

interface PlayedAs extends Record<Tape['kind'], unknown> {
  readonly cassette: PlayedFile;
  readonly update: PlayedFile & UpdatedCalls;
  readonly observation: PlayedFile & { readonly calls?: readonly ObservedCall[] };
  readonly comparison: PlayedFile;
  readonly call: PlayedCall;
  readonly scenario: PlayedFile;
  readonly rows: readonly RowJudgement[];
}

/** The cassette of what an app does now; neither where nothing differs. */
export interface UpdatedCalls {
  /** Absent when it cannot be made. Its header names the builds of the old recording. */
  readonly updated?: CassetteFile;
  /** Why something differs and no new cassette can be made. */
  readonly blocked?: UpdateObstacle;
}

/** Why a cassette must be recorded again. */
export interface UpdateObstacle {
  /** The call that is in the way, counted from 1. */
  readonly step: number;
  readonly why: string;
}

/** What the run of one file shows. */
export interface PlayedFile {
  /** From the file's header; absent where that cannot be read. */
  readonly name?: string;
  /** Absent where nothing is judged, or where the file could not be run: `failure` says why. */
  readonly judged?: FileJudgement;
  readonly failure?: HarnessFailure;
  /** The call in the middle of which the recording ended; it was not run. */
  readonly unfinished?: UnfinishedStep;
  /** Of the calls that have some; absent where nobody asks. */
  readonly notes?: readonly CallNotes[];
  /** What is wrong with the file although it was run, a line each. */
  readonly warnings: readonly string[];
}
