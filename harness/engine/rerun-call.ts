import type { WorldHost } from '../host/host.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { RecordedOutbound, type UnmatchedRequest } from '../world/outbound-http/recorded.ts';
import { type CallRun, type CallSetting, runCall } from './run-call.ts';

/** What a call did when it was run again. */
export interface CallRerun extends CallRun {
  /** Requests that are not in the recording. */
  readonly unmatched: readonly UnmatchedRequest[];
  /** Recorded exchanges whose request the call did not send. */
  readonly unused: readonly Exchange[];
}

/**
 * Runs a recorded call again. Outbound HTTP is answered from its recording, so the network is never
 * reached and nothing sleeps.
 *
 * @throws HarnessError as `runCall`.
 */
export async function rerunCall(
  host: WorldHost,
  { request, exchanges }: Pick<Interaction, 'request' | 'exchanges'>,
  setting: Omit<CallSetting, 'upstream' | 'timers'>,
): Promise<CallRerun> {
  const upstream = new RecordedOutbound(exchanges);
  const run = await runCall(host, request, { ...setting, upstream, timers: 'virtual' });
  return { ...run, unmatched: upstream.unmatched, unused: upstream.unused() };
}
