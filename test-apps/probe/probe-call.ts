/** A request to the probe, as its handlers see it. */
export interface ProbeCall {
  readonly request: Request;
  readonly query: URLSearchParams;
  /** Keeps the instance at work after the answer has gone out. */
  readonly waitUntil: (work: Promise<unknown>) => void;
}

/** What one path of the probe does. */
export type ProbeHandler = (call: ProbeCall) => Response | Promise<Response>;

/** A number from the query, or `otherwise`. */
export function numberOf({ query }: ProbeCall, name: string, otherwise: number): number {
  const text = query.get(name);
  return text === null ? otherwise : Number(text);
}

/** A text from the query, empty when it is not there. */
export function textOf({ query }: ProbeCall, name: string): string {
  return query.get(name) ?? '';
}
