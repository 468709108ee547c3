import type { CassetteFile, HttpRequest, LiveLimits } from '../../harness/internal.ts';
import type { Answer, Origins, ReceivedRequest } from './hostile-upstream.ts';

/** Where the requests of a case go. */
export interface CasePlace {
  /** A URL that the case's own answer is behind. */
  readonly url: string;
  /** The first segment of its path. */
  readonly place: string;
  readonly origins: Origins;
}

/** What the recording of a case left. */
export interface RecordedCase {
  readonly cassette: CassetteFile;
  /** What came for the case's place. */
  readonly received: readonly ReceivedRequest[];
}

/** A situation on the wire, and what must be recorded of it. */
export interface WireCase {
  /** The situation, as a phrase. */
  readonly name: string;
  /** What the upstream does; a case that reaches nobody has none. */
  readonly upstream?: Answer;
  readonly calls: (place: CasePlace) => readonly HttpRequest[];
  /** Lines of the file in their order, without their margin; origins by name. */
  readonly recorded: readonly string[];
  /** What the JSON of the last call's answer has in it. */
  readonly answered?: object;
  /** What else must hold. */
  readonly check?: (recorded: RecordedCase) => void;
  /** Where the usual limits would take too long; `spintape record` has no others. */
  readonly limits?: Partial<LiveLimits>;
  /** Whether the pace of the machine shows in the file. */
  readonly isTimed?: boolean;
  /** What the machine must have. */
  readonly needs?: 'ipv6';
}
