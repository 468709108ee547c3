import { mkdtempSync, openSync, rmdirSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import type { Digest } from '../../dataset/digest.ts';
import { printJudgement, readJudgement } from '../../dataset/judging/judgement-text.ts';
import type { RowLine } from '../../dataset/rows/row-lines.ts';
import { HarnessError, systemReason } from '../../errors.ts';
import { exhaustion } from '../../exhaustion.ts';
import { shallowJson } from '../../json/json-depth.ts';
import type { RowJudgement } from '../../tool-call/row-judgement.ts';
import { LineFile } from './line-file.ts';

/** A judged row with its place, as a file of judged rows keeps it. */
export interface KeptRow {
  readonly path: string;
  readonly digest: Digest;
  readonly judgement: RowJudgement;
}

/** What the judgement of rows depends on, by names for people. */
export type JudgedBy = Readonly<Record<string, string | number | null>>;

/** The beginning of the first line, which says what the rows were judged by. */
const HEAD = '{"spintape_rows":1,"by":{';

/** The beginning of every other line. */
const ROW = '{"path":"';

/**
 * The rows that a run has judged, in a file that grows row by row. Judgements of an earlier run are
 * recalled as long as the rows are the same. The file is changed only after all of it was read and
 * is known to be ours, and then only an incomplete last line of the earlier run is replaced.
 */
export class JudgedRows {
  readonly #file: LineFile;
  /** As the user named it; undefined for a file without a name. */
  readonly #path: string | undefined;
  #earlier: AsyncGenerator<RowLine, void, undefined> | undefined;

  private constructor(file: LineFile, path?: string) {
    this.#file = file;
    this.#path = path;
  }

  /**
   * A file without a name, which disappears with the process.
   *
   * @throws HarnessError `host-failed` when it cannot be made in the temporary folder.
   */
  static temporary(): JudgedRows {
    try {
      const folder = mkdtempSync(join(tmpdir(), 'spintape-rows-'));
      const path = join(folder, 'rows.jsonl');
      const descriptor = openSync(path, 'wx+');
      unlinkSync(path);
      rmdirSync(folder);
      return new JudgedRows(new LineFile(descriptor));
    } catch (cause) {
      throw temporaryFailure(cause);
    }
  }

  /**
   * The file at `path`, which an earlier run may have left there.
   *
   * @throws HarnessError `unreadable` for a file of another kind, or one whose rows were judged by
   * something else.
   */
  static async open(path: string, by: JudgedBy): Promise<JudgedRows> {
    let file: LineFile | undefined;
    try {
      file = new LineFile(openSync(path, 'a+'));
      const rows = new JudgedRows(file, path);
      await rows.#begin(by);
      return rows;
    } catch (cause) {
      file?.close();
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

  /** @throws HarnessError `unreadable` when the earlier run judged rows that no longer exist. */
  async end(): Promise<void> {
    const next = await this.#next();
    if (next === undefined) return;
    const { path, judgement } = next;
    throw refusal(this.#path, `${path}:${judgement.line} is there no more`);
  }

  /**
   * Appends a row, once those of the earlier run are recalled.
   *
   * @throws HarnessError `unreadable` when it cannot be written to the file, `host-failed` when it
   * cannot be written to the temporary folder.
   */
  keep({ path, digest, judgement }: KeptRow): void {
    const place = `{"path":${JSON.stringify(path)},"digest":"${digest}"`;
    try {
      this.#file.append(`${place},"judgement":${printJudgement(judgement)}}\n`);
    } catch (cause) {
      const named = this.#path;
      throw named === undefined ? temporaryFailure(cause) : fileFailure('write', named, cause);
    }
  }

  /** All rows, those of the earlier run first. */
  async *rows(): AsyncGenerator<KeptRow, void, undefined> {
    for await (const line of this.#file.lines()) {
      const row = keptRow(line);
      if (row !== undefined) yield row;
    }
  }

  close(): void {
    this.#file.close();
  }

  async #begin(by: JudgedBy): Promise<void> {
    if (this.#file.isEmpty) {
      this.#file.append(`${HEAD}${JSON.stringify(by).slice(1)}}\n`);
      return;
    }
    const isOurs = this.#file.beginsWith(HEAD) && this.#file.breaksOffAs(ROW);
    this.#earlier = this.#file.lines();
    const before = isOurs ? headOf(await this.#earlier.next()) : undefined;
    if (before === undefined) {
      throw refusal(this.#path, 'it is not a file of judged rows', { next: ANOTHER_FILE });
    }
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
    if (row !== undefined) return row;
    const { line } = next.value;
    const where = { line, next: `Remove the line, or ${ANOTHER_FILE.toLowerCase()}` };
    throw refusal(this.#path, 'the line is not a judged row', where);
  }
}

const ANOTHER_FILE = 'Name another file; this one was not changed.';

/** What the rows were judged by, from the first line; undefined for a line that is not ours. */
function headOf({ value }: IteratorResult<RowLine, void>): JudgedBy | undefined {
  const head = objectIn(value?.text);
  const by = head?.['by'];
  if (head === undefined || typeof by !== 'object' || by === null) return undefined;
  return Object.keys(head).length === 2 ? (by as JudgedBy) : undefined;
}

function keptRow({ text }: RowLine): KeptRow | undefined {
  const { path, digest, judgement } = objectIn(text) ?? {};
  const read = readJudgement(judgement);
  if (typeof path !== 'string' || typeof digest !== 'string' || read === undefined) {
    return undefined;
  }
  return { path, digest: digest as Digest, judgement: read };
}

function objectIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  const { value } = shallowJson(text ?? '') ?? {};
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
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

function refusal(
  file: string | undefined,
  reason: string,
  { line, next = SAME_RUN }: { readonly line?: number; readonly next?: string } = {},
): HarnessError {
  const problem = `Failed to go on with the judged rows: ${reason}`;
  return new HarnessError({ code: 'unreadable', problem, next, file, line });
}

const SAME_RUN = 'Give the input and options that it was begun with, or name another file.';
