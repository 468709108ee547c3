import { sleep } from './clock.ts';
import { numberOf, type ProbeCall, type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

/**
 * Outbound HTTP: `url`, `method`, any number of `header=name:value`; the request's body goes along
 * when it has one.
 */
export const outboundHandlers: Record<string, ProbeHandler> = {
  '/fetch': async (call) => {
    const init = await requestInit(call);
    return json(await attempt(async () => answerOf(await fetch(textOf(call, 'url'), init))));
  },
  /** Passes the upstream's body on as it is, streaming. */
  '/proxy': async (call) => {
    const upstream = await fetch(textOf(call, 'url'), await requestInit(call));
    return new Response(upstream.body, { status: upstream.status });
  },
  /** Fetches every `url` at once; the answers come in the order of the URLs. */
  '/fetch-parallel': async ({ query }) =>
    json(
      await Promise.all(
        query.getAll('url').map((url) => attempt(async () => answerOf(await fetch(url)))),
      ),
    ),
  /** Fetches one `url` after another. */
  '/fetch-serial': async ({ query }) => {
    const answers = [];
    for (const url of query.getAll('url')) {
      answers.push(await attempt(async () => answerOf(await fetch(url))));
    }
    return json(answers);
  },
  /** A fetch against a timer of `ms`. */
  '/fetch-race': async (call) => {
    const timer = sleep(numberOf(call, 'ms', 100)).then(() => 'timer');
    const answer = attempt(async () => answerOf(await fetch(textOf(call, 'url'))));
    return json({ winner: await Promise.race([timer, answer]) });
  },
  /** Fetches while a timer of `ms` rings again and again: how often it rang before the answer. */
  '/fetch-ticking': async (call) => {
    let ticks = 0;
    let answered = false;
    const answer = attempt(async () => answerOf(await fetch(textOf(call, 'url')))).then((it) => {
      answered = true;
      return it;
    });
    while (!answered) {
      await sleep(numberOf(call, 'ms', 100));
      if (!answered) ticks += 1;
    }
    return json({ ticks, answer: await answer });
  },
  /** Starts a fetch, never looks at the answer. */
  '/fetch-forget': (call) => {
    fetch(textOf(call, 'url')).catch(() => undefined);
    return json({ started: true });
  },
};

async function requestInit(call: ProbeCall): Promise<RequestInit> {
  const method = textOf(call, 'method') || 'GET';
  const headers = new Headers();
  for (const header of call.query.getAll('header')) {
    const colon = header.indexOf(':');
    headers.append(header.slice(0, colon), header.slice(colon + 1));
  }
  const body = await call.request.text();
  return body === '' ? { method, headers } : { method, headers, body };
}

async function answerOf(response: Response) {
  return {
    status: response.status,
    headers: [...response.headers.entries()],
    body: await response.text(),
  };
}
