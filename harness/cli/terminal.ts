/** Where a command reads and writes; real processes give their own streams. */
export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress, times and errors. */
  err(text: string): void;
  /** Whether people read these as they are printed. */
  readonly isTerminal: { readonly out: boolean; readonly err: boolean };
  /** How many characters a line of stderr holds. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Resolves with the signal's name when the process is asked to end. */
  interrupted(): Promise<NodeJS.Signals>;
  /** The time in milliseconds since the Unix epoch. */
  now(): number;
}

/** The streams, environment and signals of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
  get columns() {
    return process.stderr.columns ?? 80;
  },
  env: process.env,
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    }),
  now: () => Date.now(),
};
