import { getSystemErrorMap } from 'node:util';

/**
 * The kind of an error, as a stable code that programs may switch on. Codes are added, never
 * renamed.
 *
 * - `usage`: the command line or an API argument makes no sense
 * - `not-found`: the path does not exist
 * - `unreadable`: a file exists but cannot be read or written
 * - `manifest-invalid`: spin.toml breaks the manifest's rules
 * - `manifest-unsupported`: spin.toml asks for something that the embedded host does not support
 * - `component-invalid`: a Wasm file is not a component that the host can run
 * - `cassette-invalid`: a cassette or scenario breaks the grammar
 * - `cassette-newer`: a cassette of a later format than this version reads
 * - `config-invalid`: a project's spintape.config.yaml breaks its rules
 * - `other-app`: a cassette was recorded from another app than the one that runs
 * - `foreign-invalid`: a file of another tool's format breaks that format
 * - `variable-undefined`: a required variable has no value
 * - `secret-found`: a secret would have reached a file
 * - `unsearchable`: content for a file cannot be searched for secrets
 * - `secret-unusable`: a secret is too short to be distinguished from ordinary text
 * - `not-reproducible`: a call has no result that could be recorded
 * - `answer-lost`: an upstream that answered when the call was recorded did not answer now
 * - `interrupted`: the process was interrupted
 * - `listen-failed`: the service cannot use the address
 * - `host-failed`: a worker or a tool of ours crashed
 */
export type HarnessErrorCode =
  | 'usage'
  | 'not-found'
  | 'unreadable'
  | 'manifest-invalid'
  | 'manifest-unsupported'
  | 'component-invalid'
  | 'cassette-invalid'
  | 'cassette-newer'
  | 'config-invalid'
  | 'other-app'
  | 'foreign-invalid'
  | 'variable-undefined'
  | 'secret-found'
  | 'unsearchable'
  | 'secret-unusable'
  | 'not-reproducible'
  | 'answer-lost'
  | 'interrupted'
  | 'listen-failed'
  | 'host-failed';

/** The facts of a failure, from which {@link HarnessError} builds its message. */
export interface HarnessFailure {
  readonly code: HarnessErrorCode;
  /** "Failed to <verb> <subject>: <reason>", without a full stop. */
  readonly problem: string;
  /** The next step for the reader: an imperative sentence with its full stop. */
  readonly next: string;
  /** The file that is at fault, as the user named it. */
  readonly file?: string | undefined;
  /** The line in that file, counted from 1. */
  readonly line?: number | undefined;
  readonly cause?: unknown;
}

/**
 * The harness could not do its job: bad input, a missing file, a broken worker. Never thrown for a
 * tool that failed (that is a result) or for a replay that differs (that is a verdict).
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: HarnessErrorCode;
  readonly problem: string;
  readonly next: string;
  readonly file: string | undefined;
  readonly line: number | undefined;

  constructor(failure: HarnessFailure) {
    super(failureText(failure), { cause: failure.cause });
    this.code = failure.code;
    this.problem = failure.problem;
    this.next = failure.next;
    this.file = failure.file;
    this.line = failure.line;
  }
}

/** An error as plain data that can be sent to another thread; without its cause. */
export function plainFailure({ code, problem, next, file, line }: HarnessError): HarnessFailure {
  return { code, problem, next, file, line };
}

/** A failure in a line: its place, the problem, and the next step. */
export function failureText({ problem, next, file, line }: HarnessFailure): string {
  const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
  return `${place}${problem}. ${next}`;
}

/**
 * Asserts a condition that only a bug of ours can break; such an error is never caught and handled.
 *
 * @throws Error when the condition does not hold.
 */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`This is a bug in Spintape: ${message}.`);
}

/** The code of a system error, such as `ENOENT`; empty for any other. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

/** Why the system refused something, as text without the system call and the code. */
export function systemReason(cause: unknown): string {
  const known = SYSTEM_REASONS[systemCode(cause)];
  if (known !== undefined) return known;
  const number = cause instanceof Error && 'errno' in cause ? cause.errno : undefined;
  const [, words] =
    (typeof number === 'number' ? getSystemErrorMap().get(number) : undefined) ?? [];
  return words ?? (cause instanceof Error ? cause.message : String(cause));
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRINUSE: 'another process has taken it',
  EADDRNOTAVAIL: 'this machine has no such address',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file, and no folder',
  ENOTFOUND: 'there is no such host',
  EROFS: 'the file system is read-only',
};
