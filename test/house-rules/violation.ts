/** A place where the project does not keep a house rule. */
export interface Violation {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong there and how to correct it: full sentences. */
  readonly message: string;
}

/** A violation as the test shows it. */
export function describeViolation({ path, line, message }: Violation): string {
  return `${path}:${line} ${message}`;
}
