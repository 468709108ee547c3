import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileFailure } from '../cassette/file-failure.ts';
import { type ReproducedRow, reproduceRows } from '../dataset/reproduce-rows.ts';
import { RowRunner } from '../dataset/row-runner.ts';
import { plainPaint, terminalPaint, wantsColour } from '../report/paint.ts';
import { CLEAR_LINE } from '../report/progress-line.ts';
import { rowJson, rowsJson } from '../report/rows-json.ts';
import { rowsReport, type ShownRow } from '../report/rows-report.ts';
import { RowsSummary } from '../report/rows-summary.ts';
import { reproduces } from '../tool-call/row-judgement.ts';
import { openApp } from './open-app.ts';
import { openRows } from './open-rows.ts';
import { type CommonOptions, readCommandLine, usageError } from './options.ts';
import { readRowsWorld } from './rows-world.ts';
import { shownPath } from './shown-path.ts';
import type { Terminal } from './terminal.ts';

/** What `spintape reproduce --help` prints. */
export const REPRODUCE_HELP = `spintape reproduce ROWS…
  Runs the tool calls of dataset rows again and judges each. ROWS is a .jsonl or .jsonl.gz file,
  or - for stdin.
  --config FILE         DeepFabric's configuration: starting files and components
  --world FILE          a scenario whose world the rows start in
  --mock-log FILE       a log of the calls that defined the mocks, one JSON object a line
  --cassettes DIR       what GitHub answered
  --write-good FILE     writes the rows that reproduce
`;

const OPTIONS = ['config', 'world', 'mock-log', 'cassettes', 'write-good'] as const;

/** How many rows the report shows one by one. */
const MOST_SHOWN = 20;

/** `spintape reproduce ROWS…`: exit code 0 when all rows reproduce in a known world, else 1. */
export async function reproduce(args: readonly string[], terminal: Terminal): Promise<number> {
  const { common, own, positionals } = readCommandLine(args, OPTIONS);
  if (positionals.length === 0) throw usageError('reproduce takes a file of rows, or - for stdin');
  const world = readRowsWorld(own);
  const good = openGood(own['write-good'], positionals);
  const { app, host } = await openApp(common);
  try {
    const runner = await RowRunner.open({ app, host }, world, common.seed ?? 0);
    const results = new Results(common);
    const progress = rowsProgress(terminal, common);
    for (const path of [...positionals].sort()) {
      const atOnce = 2 * common.workers;
      for await (const row of reproduceRows(openRows(path), { runner, world, atOnce })) {
        results.add(path === '-' ? path : shownPath(path), row);
        if (reproduces(row.judgement)) good.write(row.text);
        progress.show(results.summary);
      }
    }
    progress.end();
    const { summary } = results;
    const ok = summary.reproduced === summary.total;
    if (common.json)
      for (const piece of rowsJson(summary, results.json, { ok })) terminal.out(piece);
    else terminal.out(rowsReport(summary, results.shown, paintFor(terminal)));
    return ok ? 0 : 1;
  } finally {
    good.close();
    await host.close();
  }
}

/** What is kept of the rows that were judged. */
class Results {
  readonly summary = new RowsSummary();
  readonly shown: ShownRow[] = [];
  readonly json: string[] = [];
  readonly #keepsJson: boolean;

  constructor({ json }: CommonOptions) {
    this.#keepsJson = json;
  }

  add(path: string, { judgement: row }: ReproducedRow): void {
    this.summary.add(row);
    if (this.#keepsJson) this.json.push(rowJson(path, row));
    else if (!reproduces(row) && this.shown.length < MOST_SHOWN) this.shown.push({ path, row });
  }
}

function openGood(path: string | undefined, rows: readonly string[]) {
  if (path === undefined) return { write: () => undefined, close: () => undefined };
  if (rows.some((file) => resolve(file) === resolve(path))) {
    throw usageError('--write-good names the file that is read');
  }
  const guarded = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (cause) {
      throw fileFailure('write', path, cause);
    }
  };
  const descriptor = guarded(() => openSync(path, 'w'));
  return {
    write: (text = '') => guarded(() => writeSync(descriptor, `${text}\n`)),
    close: () => closeSync(descriptor),
  };
}

const SHORTEST_MS = 100;

/** One line on stderr; how many rows there are is not known before the end. */
function rowsProgress(terminal: Terminal, { quiet }: CommonOptions) {
  const isShown = !quiet && terminal.isTerminal.err;
  let last = Number.NEGATIVE_INFINITY;
  return {
    show: ({ total, reproduced, calls }: RowsSummary): void => {
      if (!isShown || terminal.now() - last < SHORTEST_MS) return;
      last = terminal.now();
      const text = `${total} rows, ${calls} calls; ${total - reproduced} rows do not reproduce`;
      terminal.err(CLEAR_LINE + text.slice(0, Math.max(terminal.columns - 1, 1)));
    },
    end: () => {
      if (last > Number.NEGATIVE_INFINITY) terminal.err(CLEAR_LINE);
    },
  };
}

function paintFor({ env, isTerminal }: Terminal) {
  return wantsColour(env, isTerminal.out) ? terminalPaint : plainPaint;
}
