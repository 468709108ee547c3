import { spawnSync } from 'node:child_process';
import { type EndedProcess, spintape } from '../spintape.fixture.ts';
import { type ReportDocument, reportOf } from '../tool-calls.fixture.ts';
import { PROBE_APP } from './wire-context.ts';

/** Starts a program in an empty network namespace. */
const OFFLINE = ['unshare', '-rn'] as const;

/** Why the machine does not allow network namespaces; undefined if it does. */
export function whyNotOffline(): string | undefined {
  const probe = spawnSync(OFFLINE[0], [OFFLINE[1], 'true'], { encoding: 'utf8' });
  if (probe.status === 0) return undefined;
  return `unshare -rn is not permitted here: ${probe.stderr || probe.error?.message}`;
}

/** Replays all cassettes below a folder in a process without a network, where that is possible. */
export async function replayOffline(
  folder: string,
): Promise<{ ended: EndedProcess; report: ReportDocument }> {
  const through = whyNotOffline() === undefined ? OFFLINE : [];
  const args = ['replay', 'cassettes', '--app', PROBE_APP, '--json', '--workers', '2'];
  const ended = await spintape(args, { cwd: folder, through });
  return { ended, report: reportOf(ended) };
}
