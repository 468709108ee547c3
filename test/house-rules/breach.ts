/** A place where the project does not keep a house rule. */
export interface Breach {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong there and how to mend it: full sentences. */
  readonly message: string;
}

/** A breach as the test shows it. */
export function describeBreach({ path, line, message }: Breach): string {
  return `${path}:${line} ${message}`;
}
