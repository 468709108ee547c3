/** A place where the project violates a house rule. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** The problem and its correction, in full sentences. */
  readonly message: string;
}

/** A violation as the test shows it. */
export function describeViolation({ path, line, message }: Violation): string {
  return `${path}:${line} ${message}`;
}
