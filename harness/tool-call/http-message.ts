/** Header fields in their order; names in lower case, repeated names as repeated entries. */
export type HeaderList = ReadonlyArray<readonly [name: string, value: string]>;

/** One HTTP request to the app, as a component's trigger receives it. */
export interface HttpRequest {
  /** In upper case. */
  readonly method: string;
  /** Path and query as sent, percent-encoding untouched; begins with `/`. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** One HTTP response, from the app to its caller or from an upstream to the app. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/** The first value of a header, or undefined. The name is given in lower case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  return headers.find(([candidate]) => candidate === name)?.[1];
}
