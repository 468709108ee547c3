/** Writes a line about the build's progress to standard error. */
export function report(line: string): void {
  process.stderr.write(`build: ${line}\n`);
}

/** The time since a reading of `performance.now()`, as `1.2 s`. */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}
