import { relative, sep } from 'node:path';
import { readCassette } from '../cassette/cassette-store.ts';
import { findCassettes } from '../cassette/find-cassettes.ts';
import { replayCassette } from '../replay/replay-cassette.ts';
import { jsonReport } from '../report/json-report.ts';
import type { ReportedFile } from '../report/replay-report.ts';
import { textReport } from '../report/text-report.ts';
import { eachInParallel } from './each-in-parallel.ts';
import { type OpenApp, openApp } from './open-app.ts';
import { readCommandLine } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What `spintape replay --help` prints. */
export const REPLAY_HELP = `spintape replay [PATH…]
  Runs recorded calls again, offline, and compares. PATH is a cassette or a folder
  (default: cassettes).
`;

/** `spintape replay [PATH…]`: exit code 0 when all is the same, else 1. */
export async function replay(args: readonly string[], terminal: Terminal): Promise<number> {
  const { common, positionals } = readCommandLine(args);
  const files = findCassettes(positionals.length === 0 ? ['cassettes'] : positionals);
  const opened = await openApp(common);
  try {
    const replayed = await eachInParallel(files, common.workers, (file) =>
      replayFile(opened, file),
    );
    const ok = replayed.every(({ verdict }) => verdict === 'same');
    terminal.out(
      common.json ? jsonReport(replayed, { command: 'replay', ok }) : textReport(replayed),
    );
    return ok ? 0 : 1;
  } finally {
    await opened.host.close();
  }
}

async function replayFile(opened: OpenApp, file: string): Promise<ReportedFile> {
  const started = performance.now();
  const path = shownPath(file);
  const cassette = readCassette(file);
  const result = await replayCassette(opened, { cassette, file: path });
  return { ...result, name: cassette.header.name, path, tookMs: performance.now() - started };
}

// The same path on every machine, as long as the file is below the working directory.
function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return (path.startsWith('..') ? file : path).split(sep).join('/');
}
