import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A body in the recording: text, bytes, or what a long one is known by. */
type RecordedBody =
  | null
  | string
  | { readonly base64: string }
  | { readonly bytes: number; readonly sha256: string; readonly starts: string };

interface RecordedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers?: ReadonlyArray<readonly [string, string]>;
  readonly body?: RecordedBody;
  /** `false`: the request has none. */
  readonly host?: string | false;
  readonly version?: string;
  /** The bytes of a whole request. */
  readonly raw?: string;
}

/** An answer in the recording; `error` where the connection was closed without one. */
export type RecordedAnswer =
  | { readonly status: number; readonly content_type: string | null; readonly body: RecordedBody }
  | { readonly error: string };

/** A request to the shipped app, and what it was answered under Spin. */
export interface SpinRow {
  readonly n: number | string;
  readonly label: string;
  readonly request: RecordedRequest;
  readonly spin: RecordedAnswer;
}

/** The rows of a recording, in the order in which the requests were sent. */
export function spinRows(file: string): SpinRow[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SpinRow);
}

/** A body that is known by its digest is shown like this. */
export interface BodyDigest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Bodies above this length are known by their digests, in bytes. */
const LONGEST = 8_192;

/** A body as the recording has it: by its digest if it is long. */
export function shownBody(body: Uint8Array): string | BodyDigest {
  if (body.length > LONGEST) return { bytes: body.length, sha256: digest(body) };
  return Buffer.from(body).toString('utf8');
}

/** What the recording has of an answer's body, in the same form. */
export function recordedBody(body: RecordedBody): string | BodyDigest {
  if (body === null || typeof body === 'string') return body ?? '';
  if ('base64' in body) return Buffer.from(body.base64, 'base64').toString('utf8');
  return { bytes: body.bytes, sha256: body.sha256 };
}

/** The bytes of a request. */
export function requestBytes(request: RecordedRequest, host: string): Buffer {
  if (request.raw !== undefined) return Buffer.from(request.raw, 'latin1');
  const { method, target, headers = [], version = 'HTTP/1.1' } = request;
  const body = bodyBytes(request.body ?? null);
  const own = new Set(headers.map(([name]) => name.toLowerCase()));
  const isFramed = own.has('content-length') || own.has('transfer-encoding');
  const added = [
    ...(request.host === false ? [] : [['host', request.host ?? host] as const]),
    ...headers,
    ...(own.has('connection') ? [] : [['connection', 'close'] as const]),
    // The service takes no body without a type, which a page of another origin can send.
    ...(own.has('content-type') || body.length === 0
      ? []
      : [['content-type', 'application/json'] as const]),
    ...(isFramed || request.body === null
      ? []
      : [['content-length', String(body.length)] as const]),
  ];
  const lines = [`${method} ${target} ${version}`, ...added.map(([n, value]) => `${n}: ${value}`)];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function bodyBytes(body: RecordedBody): Buffer {
  if (body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body, 'utf8');
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  return repeated(body);
}

// A long body is a JSON text whose last member is one character, repeated.
function repeated({ bytes, sha256, starts }: BodyDigest & { readonly starts: string }): Buffer {
  const letter = [...starts].at(-1) ?? '';
  for (const end of ['"}}', '"}', '"']) {
    const left = bytes - Buffer.byteLength(starts) - Buffer.byteLength(end);
    const text = starts + letter.repeat(left / Buffer.byteLength(letter)) + end;
    const made = Buffer.from(text);
    if (digest(made) === sha256) return made;
  }
  throw new Error(`the body that begins with ${starts} cannot be made`);
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
