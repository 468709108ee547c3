import { createReadStream, type ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import { requireReadable } from '../../read-file.ts';

/**
 * The bytes of a dataset, `-` for stdin, unpacked if they begin as gzip does (RFC 1952, 2.3.1),
 * whatever the file's name.
 *
 * @param stop stops reading early
 * @throws HarnessError `not-found` or `unreadable`, when the bytes are read.
 */
export async function* openRows(
  path: string,
  stop?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = path === '-' ? process.stdin : openFile(path);
  stop?.addEventListener('abort', () => source.destroy());
  try {
    const chunks = chunksOf(source);
    const first = await chunks.next();
    if (first.done === true) return;
    const whole = joined(first.value, chunks);
    const isPacked = first.value[0] === 0x1f && first.value[1] === 0x8b;
    for await (const chunk of isPacked ? unpacked(whole) : whole) {
      if (stop?.aborted === true) return;
      yield chunk;
      // Signals are handled even while a little input unpacks to a lot.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (cause) {
    throw fileFailure('read', path === '-' ? 'stdin' : path, cause);
  } finally {
    source.destroy();
  }
}

function openFile(path: string): ReadStream {
  try {
    requireReadable(path);
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
  return createReadStream(path);
}

async function* unpacked(packed: AsyncIterable<Uint8Array>) {
  const gunzip = createGunzip({ chunkSize: PIECE });
  const source = Readable.from(packed);
  // Unlike `pipe`, this passes errors of the packed stream on to the unpacked one.
  source.on('error', (error) => gunzip.destroy(error));
  yield* chunksOf(source.pipe(gunzip));
}

const PIECE = 64 * 1024;

async function* chunksOf(stream: AsyncIterable<unknown>) {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}

async function* joined(first: Uint8Array, others: AsyncIterable<Uint8Array>) {
  yield first;
  yield* others;
}
