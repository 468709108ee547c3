import { connect } from 'node:net';

/** An answer as the recording has one; `error` where none came that could be read. */
export type RawAnswer =
  | {
      readonly status: number;
      readonly content_type: string | null;
      readonly body: Uint8Array;
    }
  | { readonly error: string };

const PATIENCE_MS = 20_000;

/** Sends the bytes of a request on a connection of its own, and reads one answer. */
export async function sendRaw(origin: string, bytes: Uint8Array): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  return await new Promise((resolve) => {
    const end = (answer: RawAnswer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PATIENCE_MS, () => end({ error: 'timeout' }));
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part]);
      const answer = answerIn(received, { isClosed: false });
      if (answer !== undefined) end(answer);
    });
    socket.on('error', ({ message }) => end({ error: message }));
    socket.on('close', () => end(answerIn(received, { isClosed: true }) ?? { error: 'closed' }));
    socket.write(bytes);
  });
}

const STATUS = /^HTTP\/1\.[01] (\d{3})/;
const END = '\r\n\r\n';

function answerIn(received: Buffer, { isClosed }: { isClosed: boolean }): RawAnswer | undefined {
  const end = received.indexOf(END);
  const fields = received.subarray(0, Math.max(0, end)).toString('latin1');
  const status = STATUS.exec(fields)?.[1];
  if (status === undefined) return undefined;
  const rest = received.subarray(end + END.length);
  if (status === '100') return answerIn(rest, { isClosed });
  const field = (name: string) => new RegExp(`^${name}: *(.*?)\\r?$`, 'im').exec(fields)?.[1];
  const length = field('content-length');
  const isWhole = length === undefined ? isClosed : rest.length >= Number(length);
  if (!isWhole && !isClosed) return undefined;
  return { status: Number(status), content_type: field('content-type') ?? null, body: rest };
}
