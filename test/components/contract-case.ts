import { request as httpRequest } from 'node:http';
import { expect, it } from 'vitest';

/** A request, and the answer that the contract promises. */
export interface ContractCase {
  readonly name: string;
  /** Requests that make the state, with their bodies. */
  readonly given?: readonly (readonly [request: string, body?: unknown])[];
  /** Method and target as they are sent: `POST /vfs/execute`. */
  readonly request: string;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly status: number;
  /** The whole body of the answer. */
  readonly answer: unknown;
}

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An answer with its very text. */
export interface TextAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly allow: string | undefined;
  readonly text: string;
}

/** Sends a request whose target is not normalised by any library, and reads the whole answer. */
export async function sendText(origin: string, line: string, body?: unknown): Promise<TextAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const payload = isRaw || body === undefined ? body : JSON.stringify(body);
  const { hostname, port } = new URL(origin);
  return await new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const request = httpRequest({ hostname, port, method, path, headers, agent: false });
    request.on('error', reject);
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'],
          allow: response.headers['allow'],
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    request.end(payload);
  });
}

/** Sends a request; an answer that is not JSON is an error. */
export async function send(origin: string, line: string, body?: unknown): Promise<Answer> {
  const { status, type, text } = await sendText(origin, line, body);
  if (type !== 'application/json') throw new Error(`${line} was answered with ${type}: ${text}`);
  return { status, body: JSON.parse(text) };
}

/** The sessions that cases may use; they are empty when a case begins. */
const SESSIONS = ['s', 't', 't:u', 'a', 'a:b'];

/** Ends the sessions of earlier cases and clears the shared mock tools. */
export async function startAfresh(origin: string): Promise<void> {
  await send(origin, 'POST /mock/clear');
  for (const id of SESSIONS) await send(origin, `DELETE /session/${encodeURIComponent(id)}`);
}

/** Makes a test of each case. */
export function testCases(origin: () => string, cases: readonly ContractCase[]): void {
  for (const { name, given = [], request, body, status, answer } of cases) {
    it(name, async () => {
      await startAfresh(origin());
      for (const [line, value] of given) {
        const made = await send(origin(), line, value);
        if (made.status !== 200) throw new Error(`${line}: ${JSON.stringify(made)}`);
      }
      expect(await send(origin(), request, body)).toEqual({ status, body: answer });
    });
  }
}
