import type { CassetteFile, HttpRequest, LiveLimits } from '../../harness/internal.ts';
import type { Answer, Origins, ReceivedRequest } from './hostile-upstream.ts';

/** The target of a case's requests. */
export interface CasePlace {
  /** A URL that the case's own answer is behind. */
  readonly url: string;
  /** The first segment of its path. */
  readonly place: string;
  readonly origins: Origins;
}

/** The results of recording a case. */
export interface RecordedCase {
  readonly cassette: CassetteFile;
  /** The requests to the case's place. */
  readonly received: readonly ReceivedRequest[];
}

/** A case on the wire, and its expected recording. */
export interface WireCase {
  /** The case, as a phrase. */
  readonly name: string;
  /** The upstream's steps; absent if the case reaches no upstream. */
  readonly upstream?: Answer;
  readonly calls: (place: CasePlace) => readonly HttpRequest[];
  /** Lines of the file in their order, without their margin; origins by name. */
  readonly recorded: readonly string[];
  /** Members of the JSON in the last call's answer. */
  readonly answered?: object;
  /** Further checks. */
  readonly check?: (recorded: RecordedCase) => void;
  /**
   * Shorter limits, because the usual ones would take too long; `spintape record` has no others.
   */
  readonly limits?: Partial<LiveLimits>;
  /** Whether the file depends on the speed of the machine. */
  readonly isTimed?: boolean;
  /** Requirements on the machine. */
  readonly needs?: 'ipv6';
}
