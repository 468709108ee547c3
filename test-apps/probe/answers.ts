import { sleep } from './clock.ts';
import { numberOf, type ProbeHandler, textOf } from './probe-call.ts';
import { json } from './report.ts';

/** Requests as they arrive, and answers of every shape. */
export const answerHandlers: Record<string, ProbeHandler> = {
  '/health': () => json({ status: 'ok' }),
  /** The request, its body as text and by length. */
  '/echo': async ({ request }) => {
    const body = await request.text();
    return json({
      method: request.method,
      url: request.url,
      headers: [...request.headers.entries()],
      bodyLength: new TextEncoder().encode(body).length,
      body,
    });
  },
  /** The request's body, byte by byte. */
  '/echo-body': async ({ request }) =>
    new Response(await request.arrayBuffer(), {
      headers: { 'content-type': 'application/octet-stream' },
    }),
  /** Any `status`, any number of `header=name:value`, `body` as text. */
  '/answer': (call) => {
    const headers = new Headers();
    for (const header of call.query.getAll('header')) {
      const colon = header.indexOf(':');
      headers.append(header.slice(0, colon), header.slice(colon + 1));
    }
    return new Response(textOf(call, 'body'), { status: numberOf(call, 'status', 200), headers });
  },
  '/empty': () => new Response(null, { status: 204 }),
  /** `size` bytes in one piece. */
  '/big': (call) => new Response(filled(numberOf(call, 'size', 65_536))),
  /** `chunks` pieces of `size` bytes, `ms` apart. */
  '/stream': (call) => {
    const size = numberOf(call, 'size', 1024);
    const pause = numberOf(call, 'ms', 0);
    let left = numberOf(call, 'chunks', 4);
    const stream = new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (left === 0) return controller.close();
        left -= 1;
        if (pause > 0) await sleep(pause);
        controller.enqueue(filled(size));
      },
    });
    return new Response(stream);
  },
  /** `chunks` pieces of `size` bytes, each when it is asked for, or all of them at the `start`. */
  '/stream-at-once': (call) => {
    let left = numberOf(call, 'chunks', 3);
    const next = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      left -= 1;
      if (left >= 0) controller.enqueue(filled(numberOf(call, 'size', 1_048_576)));
      // Several ways to end: with the last piece, or when more is asked for than there is.
      if (left < 0 || (left === 0 && call.query.has('early'))) controller.close();
    };
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      while (left >= 0) next(controller);
    };
    return new Response(new ReadableStream(call.query.has('start') ? { start } : { pull: next }));
  },
  /** Writes `text` to standard output and standard error. */
  '/log': (call) => {
    console.log(`out ${textOf(call, 'text')}`);
    console.error(`err ${textOf(call, 'text')}`);
    return json({ logged: true });
  },
  /** Answers at once, and logs after `ms`. */
  '/after': (call) => {
    call.waitUntil(sleep(numberOf(call, 'ms', 10)).then(() => console.log('after')));
    return json({ answered: true });
  },
};

function filled(size: number): Uint8Array {
  return new Uint8Array(size).fill(97);
}
