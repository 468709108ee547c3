import { sleep } from './clock.ts';
import { numberOf, type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

/** What components do with the answers of an API, request after request; each takes a `url`. */
export const upstreamHandlers: Record<string, ProbeHandler> = {
  /** The answer's body piece by piece, as the stream gives it, and what ended it. */
  '/fetch-pieces': async (call) =>
    json(
      await attempt(async () => {
        const response = await fetch(textOf(call, 'url'));
        const reader = response.body?.getReader();
        const pieces: string[] = [];
        const end = await attempt(async () => {
          for (;;) {
            const { done = true, value } = (await reader?.read()) ?? {};
            if (done) return 'end';
            pieces.push(new TextDecoder().decode(value));
          }
        });
        return { status: response.status, pieces, end };
      }),
    ),
  /** The length of the body, and a sum over some of its bytes; the guest's engine is slow. */
  '/fetch-sum': async (call) =>
    json(
      await attempt(async () => {
        const bytes = new Uint8Array(await (await fetch(textOf(call, 'url'))).arrayBuffer());
        let sum = 7;
        for (let at = 0; at < bytes.length; at += 997) sum = (sum * 31 + (bytes[at] ?? 0)) | 0;
        return { length: bytes.length, sum };
      }),
    ),
  /** Unpacks the answer in the component, by its content-encoding. */
  '/fetch-unpacked': async (call) =>
    json(
      await attempt(async () => {
        const response = await fetch(textOf(call, 'url'), {
          headers: { 'accept-encoding': 'gzip, deflate' },
        });
        const encoding = response.headers.get('content-encoding') ?? '';
        const unpacking = new DecompressionStream(encoding as 'gzip' | 'deflate');
        return await new Response(response.body?.pipeThrough(unpacking)).text();
      }),
    ),
  /** Follows redirects, at most five. */
  '/fetch-follow': async (call) =>
    json(
      await attempt(async () => {
        const visited: string[] = [];
        let url = textOf(call, 'url');
        for (;;) {
          const response = await fetch(url);
          visited.push(`${response.status} ${await response.text()}`);
          const location = response.headers.get('location');
          if (location === null || visited.length > 5) return visited;
          url = new URL(location, url).href;
        }
      }),
    ),
  /** Follows `Link: <…>; rel="next"` from page to page. */
  '/fetch-pages': async (call) =>
    json(
      await attempt(async () => {
        const items: unknown[] = [];
        for (let url: string | undefined = textOf(call, 'url'); url !== undefined; ) {
          const response: Response = await fetch(url);
          items.push(...((await response.json()) as unknown[]));
          url = /<([^>]*)>; *rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
        }
        return items;
      }),
    ),
  /** Asks again after `retry-after` while it is told 429. */
  '/fetch-patient': async (call) =>
    json(
      await attempt(async () => {
        for (let asked = 1; ; asked += 1) {
          const response = await fetch(textOf(call, 'url'));
          if (response.status !== 429) return { asked, body: await response.text() };
          await sleep(Number(response.headers.get('retry-after')) * 1000);
        }
      }),
    ),
  /** Sends the request's body on as bytes, with `content-type`, and gives the status. */
  '/send-bytes': async (call) =>
    json(
      await attempt(async () => {
        const headers = { 'content-type': textOf(call, 'content-type') };
        const body = await call.request.arrayBuffer();
        return (await fetch(textOf(call, 'url'), { method: 'POST', headers, body })).status;
      }),
    ),
  /** Sends a body of `pieces` pieces of `size` bytes as a stream. */
  '/send-stream': async (call) =>
    json(
      await attempt(async () => {
        let left = numberOf(call, 'pieces', 3);
        const size = numberOf(call, 'size', 5);
        const body = new ReadableStream<Uint8Array>({
          pull(controller) {
            if (left === 0) return controller.close();
            controller.enqueue(new Uint8Array(size).fill(96 + left));
            left -= 1;
          },
        });
        const init = { method: 'POST', body, duplex: 'half' } as const;
        return (await fetch(textOf(call, 'url'), init)).status;
      }),
    ),
};
