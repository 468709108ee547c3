import type { HeaderList, HttpResponse } from '../../harness/internal.ts';

/** An answer of a service. */
export interface Answer {
  readonly status: number;
  /** Without those that belong to the connection or to the moment. */
  readonly headers: HeaderList;
  readonly body: Uint8Array;
  /** The body as text; bytes that are not UTF-8 become U+FFFD. */
  readonly text: string;
}

/** Headers that depend on the connection or the time; laws ignore them. */
const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'server',
  'transfer-encoding',
  'vary',
]);

/** The answer that a response is. */
export function answerOf({ status, headers, body }: HttpResponse): Answer {
  return {
    status,
    headers: headers.filter(([name]) => !OF_THE_CONNECTION.has(name)),
    body,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body),
  };
}

/** The answer's body as JSON; undefined if it is not JSON. */
export function jsonOf({ text }: Pick<Answer, 'text'>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether two answers are the same, byte for byte. The order of headers with different names does
 * not matter (RFC 9110, 5.3).
 */
export function sameAnswer(one: Answer, other: Answer): boolean {
  return (
    one.status === other.status &&
    printedHeaders(one) === printedHeaders(other) &&
    Buffer.compare(one.body, other.body) === 0
  );
}

function printedHeaders({ headers }: Answer): string {
  return JSON.stringify([...headers].sort(([a], [b]) => (a < b ? -1 : Number(a > b))));
}
