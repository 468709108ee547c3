import { type AnsweringHost, EndpointHost } from '../../harness/internal.ts';
import { answerOf } from '../runner/answer.ts';
import {
  inSession,
  percentEncoded,
  requestOf,
  routeStep,
  type Step,
  sessionOfStep,
} from '../runner/step.ts';
import { type ReportedStep, traceSteps } from '../runner/trace.ts';
import { Violation } from '../runner/violation.ts';
import { inOwnSessions as rawInOwnSessions } from './raw-sessions.ts';
import type { ServiceRun, ToolService } from './subject.ts';

/** A service at a URL, with a count of its calls. */
export interface AtEndpoint extends ToolService {
  /** How many calls the laws made through this view, without those that begin and end a run. */
  readonly calls: number;
  /** The same service with a count of its own. */
  view(): AtEndpoint;
  /** Deletes what the last run left behind. */
  close(): Promise<void>;
}

/**
 * Opens the service at a URL. It cannot be reset, so each run has its own sessions: the ids of laws
 * get a prefix, and sessions are deleted when the next run begins. Shared mocks are cleared then.
 *
 * @param origin `http://host:port`
 * @param prefix of the ids of sessions; no other check of the service may use it
 */
export function openAtEndpoint(origin: string, prefix: string): AtEndpoint {
  const host = new EndpointHost(origin);
  let runs = 0;
  /** The ids of sessions that calls were made in, percent-encoded. */
  const used = new Set<string>();
  const tidy = async (): Promise<void> => {
    const ids = [...used];
    used.clear();
    for (const id of ids) await endSession(host, id);
    const clear = routeStep({ method: 'POST', path: '/mock/clear', body: {} });
    await host.answer(requestOf(clear));
  };
  const begin = async (onCall: () => void): Promise<ServiceRun> => {
    await tidy();
    runs += 1;
    const own = `${prefix}${runs}-`;
    const reported: ReportedStep[] = [];
    return {
      call: async (step: Step) => {
        onCall();
        const { request, ids } = inOwnSessions(step, own);
        for (const id of ids) used.add(id);
        const answer = answerOf(await host.answer(request));
        reported.push({ step, answer, exchanges: [] });
        return answer;
      },
      violation: (explanation, demands, needless) =>
        new Violation(explanation, { start: {}, steps: traceSteps(reported, demands, needless) }),
    };
  };
  const view = (): AtEndpoint => {
    let calls = 0;
    const onCall = (): void => {
      calls += 1;
    };
    return {
      get calls() {
        return calls;
      },
      begin: () => begin(onCall),
      view,
      close: tidy,
    };
  };
  return view();
}

/** The request of a step in sessions of the check's own, and their ids, percent-encoded. */
function inOwnSessions(step: Step, prefix: string) {
  if (step.kind === 'raw') return rawInOwnSessions(step.request, prefix);
  const sent = inSession(step, (session) => prefix + session);
  const session = sessionOfStep(sent);
  return { request: requestOf(sent), ids: session === undefined ? [] : [percentEncoded(session)] };
}

/** Deletes a session: through the gateway, or else in each component that has sessions. */
async function endSession(host: AnsweringHost, id: string): Promise<void> {
  for (const base of ['', '/vfs', '/mock']) {
    const end = routeStep({ method: 'DELETE', path: `${base}/session?id=${id}` });
    const { status } = await host.answer(requestOf(end));
    if (base === '' && status === 200) return;
  }
}
