/** A request to a component, taken apart as far as every component needs it. */
export interface InboundRequest {
  /** In upper case. */
  readonly method: string;
  /** The path as sent, percent-encoding untouched, without the query; begins with `/`. */
  readonly path: string;
  /** The query as sent, without `?`; empty when there is none. */
  readonly query: string;
  readonly body: Uint8Array;
}

/** A component's answer; every body is JSON text and is sent as `application/json`. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The methods that the path takes, for the header `allow` of a 405 (RFC 9110, 15.5.6). */
  readonly allow?: readonly string[];
}
