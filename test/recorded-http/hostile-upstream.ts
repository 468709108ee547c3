import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { NOBODY } from '../upstream.fixture.ts';
import { selfSigned } from './self-signed.ts';

/** An upstream's next step: bytes to send, a delay, or an unusual end. */
export type Step =
  | string
  | Uint8Array
  | { readonly pauseMs: number }
  | { readonly end: 'reset' | 'silence' };

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** The request's target, as it was sent. */
  readonly target: string;
  /** All lines of the head. */
  readonly head: readonly string[];
  readonly body: Buffer;
}

/** Gives the steps of an answer; `nth` counts the requests to the same place, from 0. */
export type Answer = (request: ReceivedRequest, nth: number) => readonly Step[];

/** The addresses of an upstream, such as `http://127.0.0.1:40123`. */
export interface Origins {
  readonly http: string;
  /** The same over TLS, with a self-signed certificate. */
  readonly tls: string;
  /** The same on the IPv6 loopback; undefined if the machine has none. */
  readonly ipv6: string | undefined;
  /** No server listens here. */
  readonly refused: string;
  /** An https URL of a server that answers everything in plain text. */
  readonly rude: string;
  /** An https URL of a server that accepts connections and never answers. */
  readonly silent: string;
}

/**
 * A server that sends any bytes that a test wants, valid or not: it knows nothing about HTTP except
 * where a request ends. The first segment of the path chooses the answer.
 */
export class HostileUpstream {
  readonly #answers: ReadonlyMap<string, Answer>;
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #received = new Map<string, ReceivedRequest[]>();

  constructor(answers: ReadonlyMap<string, Answer>) {
    this.#answers = answers;
  }

  async listen(): Promise<Origins> {
    const serve = (socket: Socket): void => this.#serve(socket);
    const http = await this.#open(createTcpServer(serve), '127.0.0.1');
    const tls = await this.#open(createTlsServer(selfSigned('localhost'), serve), '127.0.0.1');
    const ipv6 = await this.#open(createTcpServer(serve), '::1').catch(() => undefined);
    const rude = await this.#open(
      createTcpServer((socket) => this.#hold(socket).once('data', () => socket.end('no TLS\r\n'))),
      '127.0.0.1',
    );
    const silent = await this.#open(
      createTcpServer((socket) => this.#hold(socket).resume()),
      '127.0.0.1',
    );
    return {
      http: `http://127.0.0.1:${http}`,
      tls: `https://localhost:${tls}`,
      ipv6: ipv6 === undefined ? undefined : `http://[::1]:${ipv6}`,
      refused: NOBODY,
      rude: `https://localhost:${rude}`,
      silent: `https://localhost:${silent}`,
    };
  }

  /** The requests to a place, in order. */
  received(place: string): readonly ReceivedRequest[] {
    return this.#received.get(place) ?? [];
  }

  /** Restarts the count. */
  forget(): void {
    this.#received.clear();
  }

  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #open(server: Server, host: string): Promise<number> {
    this.#servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return address.port;
  }

  #hold(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // Clients hang up in the middle of an answer, as some cases want them to.
    return socket.on('error', () => {});
  }

  #serve(socket: Socket): void {
    this.#hold(socket);
    let bytes = Buffer.alloc(0);
    const take = (part: Buffer): void => {
      bytes = Buffer.concat([bytes, part]);
      const request = parsed(bytes);
      if (request === undefined) return;
      socket.off('data', take);
      const place = /^\/([^/?]*)/.exec(request.target)?.[1] ?? '';
      const earlier = this.#received.get(place) ?? [];
      this.#received.set(place, [...earlier, request]);
      const answer = this.#answers.get(place);
      if (answer === undefined) throw new Error(`nothing answers ${request.target}`);
      void play(socket, answer(request, earlier.length));
    };
    socket.on('data', take);
  }
}

function parsed(bytes: Buffer): ReceivedRequest | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(head.join('\n'))?.[1] ?? 0);
  const body = bytes.subarray(end + 4);
  if (body.length < length) return undefined;
  const [, method = '', target = ''] = /^(\S+) (\S+)/.exec(head[0] ?? '') ?? [];
  return { method, target, head, body };
}

async function play(socket: Socket, steps: readonly Step[]): Promise<void> {
  for (const step of steps) {
    if (typeof step === 'string') await written(socket, Buffer.from(step, 'latin1'));
    else if (step instanceof Uint8Array) await written(socket, step);
    else if ('pauseMs' in step) await new Promise((after) => setTimeout(after, step.pauseMs));
    else {
      if (step.end === 'reset') socket.resetAndDestroy();
      return;
    }
  }
  socket.end();
}

// A client that has hung up takes no more bytes, and that is its right.
function written(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => socket.write(bytes, () => resolve()));
}
