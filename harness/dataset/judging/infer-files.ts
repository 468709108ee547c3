import { readVfsPath } from '../../../spin-app/protocol/vfs-path.ts';
import type { DatasetRow } from '../rows/dataset-row.ts';
import { isRowObject, textOf } from '../rows/row-value.ts';
import type { RowContract } from './dataset-world.ts';
import { isInfrastructureFailure } from './infrastructure-failure.ts';

/**
 * The smallest set of starting files that explains a row: a file existed if the row reads, deletes
 * or lists it before it writes it, with the content that the first read shows. The first evidence
 * counts; later contradictions show when the calls are run.
 */
export function inferFiles(row: DatasetRow, contract: RowContract): ReadonlyMap<string, string> {
  const evidence = new FileEvidence(contract);
  for (const { tool, args, answer, isShown } of row.calls) {
    if (!isShown || answer === undefined || isInfrastructureFailure(answer)) continue;
    const given = argumentsIn(args);
    const path = textOf(given['file_path']);
    if (tool === 'list_files') evidence.listed(answer);
    else if (path === undefined) continue;
    else if (tool === 'read_file') evidence.read(path, answer);
    else if (tool === 'delete_file') evidence.deleted(path, answer);
    else if (tool === 'write_file') evidence.written(path, answer);
  }
  return evidence.startingFiles();
}

/** A file that existed at the start, as far as the row shows it. */
interface StartingFile {
  readonly path: string;
  content: string | undefined;
}

/** The known files of one session, call by call. */
class FileEvidence {
  readonly #contract: RowContract;
  /** By key, in listing order as far as a list shows it. */
  readonly #starting = new Map<string, StartingFile>();
  /** Keys for which later answers say nothing about the start. */
  readonly #settled = new Set<string>();
  /** By key: files that a write of the row made, or may have made, in the order of the writes. */
  readonly #made = new Map<string, { readonly path: string; readonly order: number }>();
  /** Keys of starting files that are deleted or overwritten by now. */
  readonly #changed = new Set<string>();
  #writes = 0;
  #isListed = false;

  constructor(contract: RowContract) {
    this.#contract = contract;
  }

  read(path: string, answer: string): void {
    const key = this.#keyOf(path);
    if (key === undefined || this.#made.has(key) || this.#changed.has(key)) return;
    if (!isFileEvidence(answer)) return;
    const known = this.#starting.get(key);
    if (known !== undefined) known.content ??= isError(answer) ? undefined : answer;
    else if (!isError(answer)) this.#found(key, path, answer);
    this.#settled.add(key);
  }

  deleted(path: string, answer: string): void {
    const key = this.#keyOf(path);
    if (key === undefined || !isFileEvidence(answer)) return;
    if (answer === `Successfully deleted ${path}`) {
      this.#found(key, path, undefined);
      this.#changed.add(key);
      this.#made.delete(key);
    }
    this.#settled.add(key);
  }

  written(path: string, answer: string): void {
    const key = this.#keyOf(path);
    if (key === undefined || isError(answer)) return;
    if (this.#starting.has(key) && !this.#changed.has(key)) this.#changed.add(key);
    else if (!this.#made.has(key)) this.#made.set(key, { path, order: this.#writes++ });
    // The start stays open: a list may show that the file was only overwritten.
  }

  listed(answer: string): void {
    const paths = listOf(answer);
    if (paths === undefined || this.#isListed) return;
    this.#isListed = true;
    const files = paths.map((path) => ({ path, key: this.#keyOf(path) ?? path }));
    const inOrder = new Map<string, StartingFile>();
    for (const { key, path } of files.slice(0, this.#countOfStarting(files))) {
      const known = this.#starting.get(key);
      // A file is listed with its first spelling, which a reader may not have used.
      if (known !== undefined) inOrder.set(key, { path, content: known.content });
      else if (!this.#settled.has(key)) {
        inOrder.set(key, { path, content: undefined });
        if (this.#made.delete(key)) this.#changed.add(key);
      }
    }
    // A deleted file is on no list, so its position is unknown and does not matter.
    const others = [...this.#starting].filter(([key]) => !inOrder.has(key));
    this.#starting.clear();
    for (const [key, file] of [...inOrder, ...others]) this.#starting.set(key, file);
  }

  startingFiles(): Map<string, string> {
    return new Map([...this.#starting.values()].map(({ path, content }) => [path, content ?? '']));
  }

  #found(key: string, path: string, content: string | undefined): void {
    const isOpen = !this.#isListed && !this.#settled.has(key) && !this.#made.has(key);
    if (isOpen && !this.#starting.has(key)) this.#starting.set(key, { path, content });
  }

  /** How many listed files were there at the start: all but those at the end that were made. */
  #countOfStarting(files: readonly { readonly key: string; readonly path: string }[]): number {
    let count = files.length;
    let next = Number.POSITIVE_INFINITY;
    for (const { key, path } of files.toReversed()) {
      const made = this.#made.get(key);
      if (made === undefined || made.order >= next || made.path !== path) return count;
      next = made.order;
      count -= 1;
    }
    return count;
  }

  /** The key shared by all spellings of a path; undefined if it cannot name a starting file. */
  #keyOf(path: string): string | undefined {
    if (this.#contract === 'deepfabric-4') return path;
    const read = readVfsPath(path);
    if (read === null || read.isDirectory || path.includes('\0')) return undefined;
    return read.canonical;
  }
}

// A file whose content looks like an error cannot be distinguished from one (rows have no flag).
function isError(answer: string): boolean {
  return /^Error \([A-Za-z]+\): /.test(answer);
}

/** Whether an answer is evidence about files: a failing store or connection is not. */
function isFileEvidence(answer: string): boolean {
  return !isError(answer) || answer.startsWith('Error (FileNotFound): ');
}

function listOf(answer: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(answer);
    if (!Array.isArray(value)) return undefined;
    return value.every((path) => typeof path === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

function argumentsIn(args: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(args ?? '{}');
    return isRowObject(value) ? value : {};
  } catch {
    return {};
  }
}
