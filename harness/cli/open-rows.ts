import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileFailure } from '../cassette/file-failure.ts';

/**
 * The bytes of a dataset, `-` for stdin, unpacked when they begin as gzip does (RFC 1952, 2.3.1),
 * whatever the name.
 *
 * @param stop ends the bytes before their end
 * @throws HarnessError `not-found` or `unreadable`, when the bytes are read.
 */
export async function* openRows(
  path: string,
  stop?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = path === '-' ? process.stdin : createReadStream(path);
  stop?.addEventListener('abort', () => source.destroy());
  try {
    const chunks = chunksOf(source);
    const first = await chunks.next();
    if (first.done === true) return;
    const whole = joined(first.value, chunks);
    if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) yield* whole;
    else yield* chunksOf(Readable.from(whole).pipe(createGunzip()));
  } catch (cause) {
    throw fileFailure('read', path === '-' ? 'stdin' : path, cause);
  } finally {
    source.destroy();
  }
}

async function* chunksOf(stream: AsyncIterable<unknown>) {
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}

async function* joined(first: Uint8Array, others: AsyncIterable<Uint8Array>) {
  yield first;
  yield* others;
}
