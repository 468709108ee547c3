import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { NOBODY } from '../../../test/upstream.fixture.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { LiveOutbound } from './live.ts';
import type { RequestTimeouts } from './port.ts';
import { bytes, NEVER, outboundRequest } from './requests.fixture.ts';

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function origin(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

function upstream(listener: RequestListener): Promise<string> {
  return origin(createServer(listener));
}

function rawUpstream(answer: (socket: Socket) => void): Promise<string> {
  return origin(
    createTcpServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => answer(socket));
    }),
  );
}

function send(
  given: Partial<OutboundRequest>,
  live: LiveOutbound = new LiveOutbound(),
): Promise<ExchangeOutcome> {
  return live.send(outboundRequest(given), { signal: NEVER });
}

describe('LiveOutbound', () => {
  it('sends method, path, headers and body as they are and adds only what HTTP needs', async () => {
    const seen: unknown[] = [];
    const url = await upstream((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        seen.push(
          request.method,
          request.url,
          request.rawHeaders,
          Buffer.concat(chunks).toString(),
        );
        response.end();
      });
    });
    await send({
      method: 'PATCH',
      url: `${url}/a%2Fb?x=%20&y=+`,
      headers: [
        ['x-b', '1'],
        ['accept', 'text/plain'],
        ['x-b', '2'],
        ['host', 'elsewhere'],
        ['content-length', '999'],
        ['transfer-encoding', 'chunked'],
      ],
      body: bytes('hello'),
    });
    expect(seen).toEqual([
      'PATCH',
      '/a%2Fb?x=%20&y=+',
      [
        ...['Host', url.slice('http://'.length)],
        ...['x-b', '1', 'x-b', '2', 'accept', 'text/plain'],
        ...['Connection', 'close', 'Content-Length', '5'],
      ],
      'hello',
    ]);
  });

  it('gives repeated headers one by one and follows no redirect', async () => {
    const url = await upstream((_, response) => {
      response.sendDate = false;
      response.writeHead(302, [
        ...['Location', '/elsewhere', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'],
        ...['Content-Length', '2'],
      ]);
      response.end('go');
    });
    expect(await send({ url })).toEqual({
      kind: 'response',
      response: {
        status: 302,
        headers: [
          ['location', '/elsewhere'],
          ['set-cookie', 'a=1'],
          ['set-cookie', 'b=2'],
          ['content-length', '2'],
          ['connection', 'close'],
        ],
        body: bytes('go'),
      },
    });
  });

  it('gives chunks as one body and leaves a compressed body compressed', async () => {
    const packed = gzipSync('x'.repeat(1000));
    const url = await upstream((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.write(packed.subarray(0, 7));
      setTimeout(() => response.end(packed.subarray(7)), 5);
    });
    const outcome = await send({ url });
    expect(outcome).toMatchObject({ response: { body: new Uint8Array(packed) } });
    expect(outcome).not.toHaveProperty('cut');
  });

  it('says how much arrived when the connection is reset inside the body', async () => {
    const url = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1234', () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      );
    });
    expect(await send({ url })).toEqual({
      kind: 'response',
      response: { status: 200, headers: [['content-length', '10']], body: bytes('1234') },
      cut: 4,
    });
  });

  it('says how much arrived when the connection is closed inside a chunked body', async () => {
    const url = await rawUpstream((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n');
    });
    expect(await send({ url })).toMatchObject({ response: { body: bytes('abc') }, cut: 3 });
  });

  it('reports errors as wasi:http names them', async () => {
    const hangUp = await rawUpstream((socket) => socket.destroy());
    const noHttp = await rawUpstream((socket) => socket.end('SSH-2.0\r\n'));
    const noTls = noHttp.replace('http:', 'https:');
    const upgrade = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
    });
    const cases: Array<[Partial<OutboundRequest>, string]> = [
      [{ url: NOBODY }, 'connection-refused'],
      [{ url: hangUp }, 'connection-terminated'],
      [{ url: noHttp }, 'HTTP-protocol-error'],
      [{ url: noTls }, 'TLS-protocol-error'],
      [{ url: upgrade }, 'HTTP-upgrade-failed'],
      [{ url: 'not a url' }, 'HTTP-request-URI-invalid'],
      [{ url: 'ftp://127.0.0.1/' }, 'HTTP-request-URI-invalid'],
      [{ url: hangUp, headers: [['a b', 'c']] }, 'HTTP-protocol-error'],
      [{ url: hangUp, headers: [['a', 'b\nc']] }, 'HTTP-protocol-error'],
    ];
    const outcomes = await Promise.all(cases.map(([request]) => send(request)));
    expect(outcomes).toEqual(cases.map(([, code]) => ({ kind: 'error', code })));
  });

  it('ends a request that takes too long, before the answer and inside it', async () => {
    const hasty = new LiveOutbound({ timeoutMs: 50 });
    // The head and the first byte must be there before the time is over, on a busy machine too.
    const live = new LiveOutbound({ timeoutMs: 1_500 });
    const silent = await rawUpstream(() => {});
    const slow = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1');
    });
    const code = 'HTTP-response-timeout';
    expect(await send({ url: silent }, hasty)).toEqual({ kind: 'error', code });
    expect(await send({ url: slow }, live)).toMatchObject({
      response: { status: 200, body: bytes('1') },
      cut: 1,
      brokenBy: code,
    });
  });

  it('keeps to the time-outs of the request: to connect, first byte, between bytes', async () => {
    const silent = await rawUpstream(() => {});
    const slow = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1');
      setTimeout(() => socket.write('2'), 60);
    });
    const sendWith = (url: string, timeouts: RequestTimeouts) =>
      new LiveOutbound().send(outboundRequest({ url }), { signal: NEVER, timeouts });
    expect(
      await Promise.all([
        sendWith(silent.replace('http:', 'https:'), { connectMs: 40 }),
        sendWith(silent, { connectMs: 5000, firstByteMs: 40 }),
        sendWith(slow, { firstByteMs: 5000, betweenBytesMs: 1_500 }),
      ]),
    ).toMatchObject([
      { kind: 'error', code: 'connection-timeout' },
      { kind: 'error', code: 'connection-read-timeout' },
      { response: { body: bytes('12') }, cut: 2, brokenBy: 'connection-read-timeout' },
    ]);
  });

  it('keeps chunk borders in event streams, and nowhere else', async () => {
    const url = await rawUpstream((socket) => {
      const type = 'content-type: text/event-stream; charset=utf-8';
      socket.write(`HTTP/1.1 200 OK\r\n${type}\r\nTransfer-Encoding: chunked\r\n\r\n`);
      socket.end('3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
    });
    const text = await rawUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
      socket.end('3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
    });
    expect(await send({ url })).toMatchObject({
      response: { body: bytes('abcde') },
      chunks: [3, 2],
    });
    expect(await send({ url: text })).not.toHaveProperty('chunks');
  });

  it('sends methods and paths as they are spelt, and no fragment', async () => {
    const lines: string[] = [];
    const url = await origin(
      createTcpServer((socket) => {
        socket.once('data', (data) => {
          lines.push(String(data).split('\r\n')[0] ?? '');
          socket.end('HTTP/1.1 204 No Content\r\n\r\n');
        });
      }),
    );
    await send({ method: 'patch', url: `${url}/a/../b//c?d={e}#f` });
    await send({ url: `${url}?é x` });
    await send({ url });
    expect(lines).toEqual([
      'patch /a/../b//c?d={e} HTTP/1.1',
      'GET /?%C3%A9%20x HTTP/1.1',
      'GET / HTTP/1.1',
    ]);
  });

  it('refuses a body above the limit and takes one at the limit', async () => {
    const url = await upstream((request, response) => {
      response.end('x'.repeat(Number(request.url?.slice(1))));
    });
    const live = new LiveOutbound({ bodyBytes: 100 });
    expect(await send({ url: `${url}/101` }, live)).toEqual({
      kind: 'error',
      code: 'HTTP-response-body-size',
    });
    expect(await send({ url: `${url}/100` }, live)).toMatchObject({ response: { status: 200 } });
  });

  it('rejects with the reason of the signal, and closes the connection', async () => {
    let isClosed = false;
    const ending = new AbortController();
    const url = await rawUpstream((socket) => {
      socket.once('close', () => {
        isClosed = true;
      });
      ending.abort(new Error('the call ended'));
    });
    const sent = new LiveOutbound().send(outboundRequest({ url }), { signal: ending.signal });
    await expect(sent).rejects.toThrow('the call ended');
    await vi.waitFor(() => expect(isClosed).toBe(true));
  });
});
