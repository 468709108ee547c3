import { Buffer } from 'node:buffer';
import {
  closeSync,
  createReadStream,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import type { Digest } from '../../dataset/digest.ts';
import { printJudgement, readJudgement } from '../../dataset/judging/judgement-text.ts';
import { rowLines } from '../../dataset/rows/row-lines.ts';
import { HarnessError, systemReason } from '../../errors.ts';
import { exhaustion } from '../../exhaustion.ts';
import type { RowJudgement } from '../../tool-call/row-judgement.ts';
import { beginsAs, endOfLastLine } from './line-file.ts';

/** A judged row with its place, as a file of judged rows keeps it. */
export interface KeptRow {
  readonly path: string;
  readonly digest: Digest;
  readonly judgement: RowJudgement;
}

/** What rows are judged by, each by its name: another one makes another judgement. */
export type JudgedBy = Readonly<Record<string, string | number | null>>;

const HEAD = '{"spintape_rows":1,';

/**
 * The rows that a run has judged, in a file that grows row by row. What an earlier run has left in
 * it is recalled as long as the rows are the same; a line that broke off with that run is dropped.
 */
export class JudgedRows {
  readonly #descriptor: number;
  /** As the user named it; undefined for a file without a name. */
  readonly #path: string | undefined;
  #earlier: AsyncGenerator<Record<string, unknown>, void, undefined> | undefined;

  private constructor(descriptor: number, path?: string) {
    this.#descriptor = descriptor;
    this.#path = path;
  }

  /**
   * A file without a name, which ends with the process.
   *
   * @throws HarnessError `host-failed` when the temporary folder does not take it.
   */
  static temporary(): JudgedRows {
    try {
      const folder = mkdtempSync(join(tmpdir(), 'spintape-rows-'));
      const path = join(folder, 'rows.jsonl');
      const descriptor = openSync(path, 'wx+');
      unlinkSync(path);
      rmdirSync(folder);
      return new JudgedRows(descriptor);
    } catch (cause) {
      throw temporaryFailure(cause);
    }
  }

  /**
   * The file at `path`, which an earlier run may have left there.
   *
   * @throws HarnessError `unreadable` for a file that is something else, or that holds rows which
   * were judged by something else.
   */
  static async open(path: string, by: JudgedBy): Promise<JudgedRows> {
    try {
      const descriptor = openSync(path, 'a+');
      if (!beginsAs(descriptor, HEAD)) throw refusal(path, 'it is no file of judged rows');
      ftruncateSync(descriptor, endOfLastLine(descriptor));
      const rows = new JudgedRows(descriptor, path);
      await rows.#begin(by);
      return rows;
    } catch (cause) {
      throw cause instanceof HarnessError ? cause : fileFailure('write', path, cause);
    }
  }

  /**
   * The judgement of the next row of the earlier run; undefined after its last one.
   *
   * @throws HarnessError `unreadable` when the row is not the one that was judged.
   */
  async recall(path: string, line: number, digest: Digest): Promise<RowJudgement | undefined> {
    const next = await this.#next();
    if (next === undefined) return undefined;
    const isSame = next.path === path && next.judgement.line === line && next.digest === digest;
    if (isSame) return next.judgement;
    throw refusal(this.#path, `${path}:${line} is not the row that was judged`);
  }

  /** @throws HarnessError `unreadable` when the earlier run judged rows that are there no more. */
  async end(): Promise<void> {
    const next = await this.#next();
    if (next === undefined) return;
    const { path, judgement } = next;
    throw refusal(this.#path, `${path}:${judgement.line} is there no more`);
  }

  /**
   * Keeps a row after all that are kept.
   *
   * @throws HarnessError `unreadable` when the file does not take it, `host-failed` when the
   * temporary folder does not.
   */
  keep({ path, digest, judgement }: KeptRow): void {
    const place = `{"path":${JSON.stringify(path)},"digest":"${digest}"`;
    try {
      writeWhole(this.#descriptor, `${place},"judgement":${printJudgement(judgement)}}\n`);
    } catch (cause) {
      const named = this.#path;
      throw named === undefined ? temporaryFailure(cause) : fileFailure('write', named, cause);
    }
  }

  /** All rows, those of the earlier run first. */
  async *rows(): AsyncGenerator<KeptRow, void, undefined> {
    for await (const value of this.#lines()) {
      const row = keptRow(value);
      if (row !== undefined) yield row;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  async #begin(by: JudgedBy): Promise<void> {
    const head = `${HEAD}"by":${JSON.stringify(by)}}\n`;
    if (fstatSync(this.#descriptor).size === 0) {
      writeWhole(this.#descriptor, head);
      return;
    }
    this.#earlier = this.#lines();
    const first = (await this.#earlier.next()).value ?? {};
    const before = (first['by'] ?? {}) as JudgedBy;
    const names = [...new Set([...Object.keys(by), ...Object.keys(before)])];
    const other = names.find((name) => by[name] !== before[name]);
    if (other !== undefined) throw refusal(this.#path, `it was begun with another ${other}`);
  }

  async #next(): Promise<KeptRow | undefined> {
    const next = await this.#earlier?.next();
    if (next === undefined || next.done === true) {
      this.#earlier = undefined;
      return undefined;
    }
    const row = keptRow(next.value);
    if (row === undefined) throw refusal(this.#path, 'a line of it is no judged row');
    return row;
  }

  async *#lines(): AsyncGenerator<Record<string, unknown>, void, undefined> {
    const options = { fd: this.#descriptor, start: 0, autoClose: false };
    for await (const { text } of rowLines(createReadStream('', options))) {
      yield JSON.parse(text ?? '{}') as Record<string, unknown>;
    }
  }
}

function keptRow({ path, digest, judgement }: Record<string, unknown>): KeptRow | undefined {
  const read = readJudgement(judgement);
  if (typeof path !== 'string' || typeof digest !== 'string' || read === undefined) {
    return undefined;
  }
  return { path, digest: digest as Digest, judgement: read };
}

// A disk that is nearly full takes a part of a line first.
function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function temporaryFailure(cause: unknown): HarnessError {
  const folder = tmpdir();
  return new HarnessError({
    code: 'host-failed',
    problem:
      `Failed to keep the judged rows in the temporary folder ${folder}: ` +
      (exhaustion(cause) ?? systemReason(cause)),
    next: 'Name another folder in TMPDIR, or make room in this one; or name a file: --resume FILE.',
    cause,
  });
}

function refusal(path: string | undefined, reason: string): HarnessError {
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to go on with the judged rows: ${reason}`,
    next: 'Give the input and options that it was begun with, or name another file.',
    file: path,
  });
}
