import { handle } from 'wasi:http/outgoing-handler@0.2.0';
import {
  Fields,
  type FutureIncomingResponse,
  httpErrorCode,
  IncomingBody,
  type IncomingResponse,
  OutgoingBody,
  OutgoingRequest,
  RequestOptions,
} from 'wasi:http/types@0.2.0';
import { type ProbeCall, type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

/** Outbound HTTP without the engine's `fetch` between: what wasi:http itself gives and takes. */
export const wireHandlers: Record<string, ProbeHandler> = {
  /**
   * `method`, `scheme`, `authority` and `target` as they are, any number of `header=name:value`,
   * `connect`, `first-byte` and `between-bytes` in milliseconds, and the request's body. Tells
   * status, headers, the bytes of each read as text of bytes, and what ended the answer.
   */
  '/wire': async (call) => json(await attempt(async () => answered(await sent(call)))),
};

async function sent(call: ProbeCall): Promise<FutureIncomingResponse> {
  const headers = call.query.getAll('header').map((header): [string, Uint8Array] => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon), bytesOf(header.slice(colon + 1))];
  });
  const request = new OutgoingRequest(Fields.fromList(headers));
  request.setMethod({ tag: 'other', val: textOf(call, 'method') || 'GET' });
  request.setScheme(textOf(call, 'scheme') === 'https' ? { tag: 'HTTPS' } : { tag: 'HTTP' });
  request.setAuthority(textOf(call, 'authority'));
  request.setPathWithQuery(textOf(call, 'target'));
  const body = new Uint8Array(await call.request.arrayBuffer());
  const outgoing = request.body();
  const future = handle(request, optionsOf(call));
  if (body.length > 0) {
    const stream = outgoing.write();
    stream.blockingWriteAndFlush(body);
    stream[Symbol.dispose]();
  }
  OutgoingBody.finish(outgoing, undefined);
  return future;
}

function optionsOf(call: ProbeCall): RequestOptions {
  const options = new RequestOptions();
  const [connect, firstByte, betweenBytes] = ['connect', 'first-byte', 'between-bytes'].map(
    (name) => {
      const milliseconds = textOf(call, name);
      return milliseconds === '' ? undefined : BigInt(milliseconds) * 1_000_000n;
    },
  );
  options.setConnectTimeout(connect);
  options.setFirstByteTimeout(firstByte);
  options.setBetweenBytesTimeout(betweenBytes);
  return options;
}

function answered(future: FutureIncomingResponse): unknown {
  future.subscribe().block();
  const result = future.get();
  if (result?.tag !== 'ok') return { taken: true };
  if (result.val.tag === 'err') return { error: result.val.val };
  const response = result.val.val;
  const headers = response.headers().entries();
  return {
    status: response.status(),
    headers: headers.map(([name, value]) => [name, textOfBytes(value)]),
    ...readings(response),
  };
}

function readings(response: IncomingResponse): { reads: string[]; end: unknown } {
  const body = response.consume();
  const stream = body.stream();
  const reads: string[] = [];
  for (;;) {
    try {
      reads.push(textOfBytes(stream.blockingRead(65_536n)));
    } catch (error) {
      stream[Symbol.dispose]();
      const future = IncomingBody.finish(body);
      return { reads, end: endOf(error), ...{ trailers: typeof future.get() } };
    }
  }
}

function endOf(error: unknown): unknown {
  const payload = (error as { payload?: { tag: string; val?: unknown } }).payload;
  if (payload?.tag !== 'last-operation-failed') return payload?.tag ?? String(error);
  return { failed: httpErrorCode(payload.val) };
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function textOfBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
