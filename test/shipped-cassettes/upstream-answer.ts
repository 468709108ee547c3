/** An answer of GitHub's, ready to be given to one request. */
export interface UpstreamAnswer {
  readonly status: number;
  /** Names as they were recorded; a value for each. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A request that arrives upstream. */
export interface UpstreamRequest {
  readonly method: string;
  readonly url: URL;
}

/** An answer and the requests that it belongs to. */
export interface UpstreamEntry {
  readonly answer: UpstreamAnswer;
  /** Whether this answers the request. */
  accepts(request: UpstreamRequest): boolean;
}
