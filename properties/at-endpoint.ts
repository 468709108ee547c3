import { request as httpRequest } from 'node:http';
import type { HttpRequest, HttpResponse } from '../harness/index.ts';
import { answerOf } from './answer.ts';
import { Breach } from './breach.ts';

import { inSession, requestOf, routeStep, type Step, sessionOfStep } from './step.ts';
import { type ToldStep, withDemands } from './story.ts';
import type { ServiceRun, ToolService } from './subject.ts';

/** A service at a URL, with what it was asked. */
export interface AtEndpoint extends ToolService {
  /** How many calls the laws made; those that begin and end a run are not counted. */
  readonly calls: number;
  close(): Promise<void>;
}

/**
 * Opens the service at a URL. It cannot be begun anew, so each run has sessions of its own: the
 * ids of laws get a prefix, and sessions are deleted when the next run begins. Shared mocks are
 * cleared then.
 *
 * @param origin `http://host:port`
 * @param prefix what the ids of sessions begin with; no other check of the service may have it
 */
export function openAtEndpoint(origin: string, prefix: string): AtEndpoint {
  let calls = 0;
  let runs = 0;
  const used = new Set<string>();
  const tidy = async (): Promise<void> => {
    const sessions = [...used];
    used.clear();
    for (const session of sessions) {
      await send(origin, requestOf({ kind: 'end-session', component: '', session }));
    }
    await send(origin, requestOf(routeStep({ method: 'POST', path: '/mock/clear', body: {} })));
  };
  return {
    get calls() {
      return calls;
    },
    begin: async () => {
      await tidy();
      runs += 1;
      const own = `${prefix}${runs}-`;
      return endpointRun((step) => {
        calls += 1;
        const sent = inSession(step, (session) => own + session);
        const session = sessionOfStep(sent);
        // Half of a surrogate pair has no percent-encoding.
        if (session !== undefined && !/\p{Surrogate}/u.test(session)) used.add(session);
        return send(origin, requestOf(sent));
      });
    },
    close: tidy,
  };
}

function endpointRun(send: (step: Step) => Promise<HttpResponse>): ServiceRun {
  const told: ToldStep[] = [];
  return {
    call: async (step) => {
      const answer = answerOf(await send(step));
      told.push({ step, answer, exchanges: [] });
      return answer;
    },
    breach: (explanation, demands) =>
      new Breach(explanation, { start: {}, steps: withDemands(told, demands) }),
  };
}

function send(origin: string, { method, path, headers, body }: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const fields = headers.flat();
    const request = httpRequest({ host: hostname, port, method, path, headers: fields });
    request.once('error', reject);
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () => {
        const raw = response.rawHeaders;
        resolve({
          status: response.statusCode ?? 0,
          headers: raw.flatMap((name, index) =>
            index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
          ),
          body: new Uint8Array(Buffer.concat(parts)),
        });
      });
    });
    request.end(body);
  });
}
