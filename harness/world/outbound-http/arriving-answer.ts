import type { ExchangeOutcome } from '../../tool-call/exchange.ts';
import { type HeaderList, headerValue } from '../../tool-call/http-message.ts';

/** The head of an answer, as node:http gives it. */
interface AnswerHead {
  readonly statusCode?: number | undefined;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
}

/** An answer whose body is on its way. */
export class ArrivingAnswer {
  readonly #status: number;
  readonly #headers: HeaderList;
  readonly #pieces: Buffer[] = [];
  /** Bytes of the body so far. */
  length = 0;
  /** The error that broke the connection, once it is known. */
  brokenBy = 'connection-terminated';

  constructor({ statusCode = 0, rawHeaders }: AnswerHead) {
    this.#status = statusCode;
    this.#headers = headerList(rawHeaders);
  }

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }

  whole(): Extract<ExchangeOutcome, { kind: 'response' }> {
    const body = new Uint8Array(Buffer.concat(this.#pieces));
    const response = { status: this.#status, headers: this.#headers, body };
    const isStream = this.#pieces.length > 1 && isEventStream(this.#headers);
    const chunks = this.#pieces.map((piece) => piece.length);
    return { kind: 'response', response, ...(isStream ? { chunks } : {}) };
  }

  /** The outcome of an answer that broke off. */
  brokenOff(code = this.brokenBy): ExchangeOutcome {
    const broken = { ...this.whole(), cut: this.length };
    return code === 'connection-terminated' ? broken : { ...broken, brokenBy: code };
  }
}

/**
 * Whether chunk borders are meaningful: only in an event stream that the server sends in chunked
 * coding (RFC 9112, 7.1). Elsewhere they are random, and no two recordings would be equal.
 */
function isEventStream(headers: HeaderList): boolean {
  const type = headerValue(headers, 'content-type') ?? '';
  const coding = headerValue(headers, 'transfer-encoding') ?? '';
  return /^text\/event-stream *(?:;|$)/i.test(type) && /\bchunked$/i.test(coding.trim());
}

function headerList(raw: readonly string[]): HeaderList {
  const names = raw.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name.toLowerCase(), raw[index * 2 + 1] ?? '']);
}
