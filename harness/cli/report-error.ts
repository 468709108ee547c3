import { HarnessError, type HarnessErrorCode } from '../errors.ts';
import { exhaustion, hostFailure } from '../exhaustion.ts';
import { visibleText } from '../output/visible-text.ts';
import type { Terminal } from './terminal.ts';

/** Codes of errors that users can correct in the command line or the input: exit code 2. */
const INPUT_FAULTS: readonly HarnessErrorCode[] = [
  'usage',
  'not-found',
  'unreadable',
  'manifest-invalid',
  'manifest-unsupported',
  'component-invalid',
  'cassette-invalid',
  'cassette-newer',
  'config-invalid',
  'other-app',
  'foreign-invalid',
  'variable-undefined',
  'secret-unusable',
];

/** Codes of findings of a recording, not of errors in the harness or its input: exit code 1. */
const FINDINGS: readonly HarnessErrorCode[] = [
  'secret-found',
  'unsearchable',
  'not-reproducible',
  'answer-lost',
];

/** Prints an error, with its stack only for `debug`, and returns its exit code. */
export function reportError(
  thrown: unknown,
  { terminal, debug }: { readonly terminal: Terminal; readonly debug: boolean },
): number {
  const error = knownFailure(thrown);
  if (error instanceof HarnessError) {
    if (debug) terminal.err(`spintape: ${stackOf(error)}\n`);
    else terminal.note(`spintape: ${error.message}`);
    return exitCodeOf(error);
  }
  const message = error instanceof Error ? error.message : String(error);
  if (debug && error instanceof Error) terminal.err(`spintape: ${stackOf(error)}\n`);
  else terminal.note(`spintape: ${message}`);
  terminal.note('Run again with --debug and report this bug.');
  return 3;
}

// The message may quote a file or an upstream. The frames below it are ours.
function stackOf({ message, stack = message }: Error): string {
  const end = stack.indexOf(message) + message.length;
  return `${visibleText(stack.slice(0, end))}${stack.slice(end)}`;
}

/**
 * The exit code of an error: 1 for a finding of a recording, 2 for wrong input, 130 for an
 * interruption, else 3.
 */
export function exitCodeOf({ code }: HarnessError): 1 | 2 | 3 | 130 {
  if (code === 'interrupted') return 130;
  if (FINDINGS.includes(code)) return 1;
  return INPUT_FAULTS.includes(code) ? 2 : 3;
}

// Code that needs more than the machine has left does not have a bug.
function knownFailure(error: unknown): unknown {
  const reason = error instanceof HarnessError ? undefined : exhaustion(error);
  if (reason === undefined) return error;
  const place = error instanceof Error ? ` (${error.message})` : '';
  return hostFailure('go on', `${reason}${place}`, error);
}
