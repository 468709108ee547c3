import { accessSync, constants, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import { makeFolder } from '../../cassette/store/make-folder.ts';
import { HarnessError } from '../../errors.ts';
import { usageError } from '../options/usage-error.ts';
import type { AskedOutput, InputFile } from './asked-output.ts';
import { descriptorNamed, type FoundFile, fileAt, fileOf, isLink, keyOf } from './file-identity.ts';
import { OutputFile } from './output-file.ts';
import { PrintedIntoInput } from './printed-into-input.ts';

/**
 * The files that a command writes, all checked before it does anything, so that nothing is lost:
 * none of them is read by the command or named twice, even by different paths, and an existing file
 * is replaced only if it is our own, or by force.
 */
export class Outputs {
  readonly #read: ReadonlyMap<string, InputFile>;
  readonly #claimed = new Map<string, AskedOutput>();

  /**
   * @param inputs everything that the command reads
   * @throws HarnessError `usage` if stdout or stderr goes to a file that is read.
   */
  constructor(inputs: readonly InputFile[]) {
    this.#read = keysOf(inputs);
    refuseRead(this.#read);
  }

  /** @throws HarnessError `usage`, and `unreadable` if nothing can be written there. */
  claim(output: AskedOutput): OutputFile {
    const found = target(output);
    const key = found?.key ?? keyOf(output.path);
    if (found?.isShared !== true) {
      refuseInput(output, this.#read.get(key));
      refuseTwice(output, this.#claimed.get(key));
      refuseStream(output, key);
      if (output.isOneOfMany !== true) this.#claimed.set(key, output);
    }
    return claim(output, { found, read: this.#read });
  }
}

function claim(
  output: AskedOutput,
  around: {
    readonly found: FoundFile | undefined;
    readonly read: ReadonlyMap<string, InputFile>;
  },
): OutputFile {
  const { found, read } = around;
  const { path, isKept = false } = output;
  const descriptor = descriptorNamed(path);
  if (found?.kind === 'folder') throw fileFailure('write', path, systemError('EISDIR'));
  const isStream = found?.kind === 'stream' || (found !== undefined && descriptor !== undefined);
  if (found?.kind === 'other' || (isKept && isStream)) {
    throw refusal(output, 'it is not a file', 'Name a file; nothing was written.');
  }
  const settings = { output, read, descriptor, isStream };
  if (isStream) return new OutputFile({ ...settings, place: path, before: undefined });
  const isOwn = found !== undefined && output.isOwn?.(path) === true;
  if (!isOwn && !output.isForced && (found !== undefined || isLink(path))) throw taken(output);
  requireFolder(path);
  // By force, a link itself is replaced: its author must not choose the file that is written to.
  const place = isOwn && isLink(path) ? realpathSync(path) : path;
  return new OutputFile({ ...settings, place, before: found?.key });
}

function target({ path }: AskedOutput): FoundFile | undefined {
  const descriptor = descriptorNamed(path);
  try {
    return descriptor === undefined ? fileAt(path) : (fileOf(descriptor) ?? fileAt(path));
  } catch (cause) {
    throw fileFailure('write', path, cause);
  }
}

function keysOf(inputs: readonly InputFile[]): Map<string, InputFile> {
  const keys = new Map<string, InputFile>();
  for (const input of inputs) {
    const found = input.path === '-' ? fileOf(0) : undefined;
    // Output to a terminal or to /dev/null cannot destroy what is read from there.
    if (found?.isShared === true) continue;
    keys.set(found?.key ?? keyOf(input.path), input);
  }
  return keys;
}

function refuseInput({ option }: AskedOutput, input: InputFile | undefined): void {
  if (input === undefined) return;
  const { what, path } = input;
  const name = path === '-' ? 'stdin' : path;
  throw usageError(`${option} names the file that is read as ${what}, ${name}`, OTHER);
}

function refuseTwice({ option, path }: AskedOutput, other: AskedOutput | undefined): void {
  if (other === undefined) return;
  throw usageError(`${other.option} and ${option} name one file, ${path}`, OTHER);
}

function refuseStream({ option, path }: AskedOutput, key: string): void {
  if (descriptorNamed(path) !== undefined) return;
  const stream = STREAMS.find(({ descriptor }) => isFileOn(descriptor, key));
  if (stream === undefined) return;
  throw usageError(`${option} names the file that ${stream.name} goes to, ${path}`, OTHER);
}

/**
 * Refuses to print into a file that is read; for commands that write no other files.
 *
 * @param inputs everything that the command reads
 * @throws HarnessError `usage` if stdout or stderr goes to one of them.
 */
export function refuseReadStreams(inputs: readonly InputFile[]): void {
  refuseRead(keysOf(inputs));
}

// A shell that appends to a file that is read has not harmed it yet. Printing would harm it, even
// printing this error.
function refuseRead(read: ReadonlyMap<string, InputFile>): void {
  const refused = STREAMS.flatMap(({ descriptor, name }) => {
    const found = fileOf(descriptor);
    const input = found?.kind === 'file' ? read.get(found.key) : undefined;
    return input === undefined ? [] : [{ name, input }];
  });
  const [first] = refused;
  if (first === undefined) return;
  const { what, path } = first.input;
  const reason = `${first.name} goes to the file that is read as ${what}, ${path}`;
  throw new PrintedIntoInput(
    usageError(reason, OTHER),
    refused.map(({ name }) => name),
  );
}

function isFileOn(descriptor: number, key: string): boolean {
  const found = fileOf(descriptor);
  return found?.kind === 'file' && found.key === key;
}

const STREAMS = [
  { descriptor: 1, name: 'stdout' },
  { descriptor: 2, name: 'stderr' },
] as const;

const OTHER = 'Name another file; nothing was written.';

// A missing folder should be noticed before hours of work, not after them.
function requireFolder(path: string): void {
  try {
    makeFolder(dirname(path));
    accessSync(dirname(path), constants.W_OK);
  } catch (cause) {
    throw fileFailure('write', path, cause);
  }
}

function taken(output: AskedOutput): HarnessError {
  const own = output.isOwn === undefined ? '' : ', and is not one that Spintape wrote for this';
  const next = 'Name another file, or give --force to replace this one; nothing was written.';
  return refusal(output, `the file exists already${own}`, next);
}

function refusal({ what, path }: AskedOutput, reason: string, next: string): HarnessError {
  const problem = `Failed to write ${what}: ${reason}`;
  return new HarnessError({ code: 'usage', problem, next, file: path });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}
