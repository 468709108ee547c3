import { spawnSync } from 'node:child_process';
import { type EndedProcess, spintape } from '../spintape.fixture.ts';
import { type ReportDocument, reportOf } from '../tool-calls.fixture.ts';
import { PROBE_APP } from './wire-context.ts';

/** Starts a program in a network of its own, in which there is nothing. */
const OFFLINE = ['unshare', '-rn'] as const;

/** Why the machine gives nobody a network of its own; undefined when it does. */
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
