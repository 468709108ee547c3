import type { HttpResponse } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { decodeContent } from '../content-encoding.ts';
import { packingsOf } from '../content-unpacking.ts';

/** A body with some of its content codings undone. */
interface UnpackedLayer {
  readonly content: Uint8Array;
  /** The codings that it still has, in the order of their application. */
  readonly codings: readonly string[];
}

/** A body has one in practice, and each takes its time. */
const MOST_CODINGS = 6;

/**
 * The body of a response as it is, then with one content coding after another undone, as far as its
 * headers name codings and it is in them. Undefined when it is in a coding that cannot be undone to
 * its end: an unknown one, one that breaks, or contents that are too large. Then nobody knows what
 * a client that unpacks it as it arrives would see.
 */
function unpackedLayers({ headers, body }: HttpResponse): UnpackedLayer[] | undefined {
  const codings = headers
    .filter(([name]) => name === 'content-encoding')
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .map((coding) => coding.trim())
    .filter((coding) => packingsOf(coding)?.length !== 0);
  if (codings.length > MOST_CODINGS) return undefined;
  const layers: UnpackedLayer[] = [{ content: body, codings }];
  for (let left = codings.length; left > 0; left -= 1) {
    const packed = layers.at(-1)?.content ?? body;
    const coding = codings[left - 1] ?? '';
    const content = decodeContent(packed, coding);
    if (content === undefined) return isInNo(coding, packed) ? layers : undefined;
    layers.push({ content, codings: codings.slice(0, left - 1) });
  }
  return layers;
}

/**
 * A response whose body is unpacked down to the last layer that is sought, without the codings of
 * its `content-encoding` that were undone; itself if only the body as it is, or none, is sought.
 * Undefined when it is in a coding that cannot be undone to its end.
 */
export function unpackedTo(
  response: HttpResponse,
  isSought: (content: Uint8Array) => boolean,
): HttpResponse | undefined {
  const layers = unpackedLayers(response);
  if (layers === undefined) return undefined;
  const last = layers.findLastIndex(({ content }) => isSought(content));
  const found = last > 0 ? layers[last] : undefined;
  if (found === undefined) return response;
  // What lies below is packed no more, or is not what its headers say.
  const left = last < layers.length - 1 ? found.codings.join(', ') : '';
  const plain = response.headers.filter(([name]) => name !== 'content-encoding');
  const headers = left === '' ? plain : [...plain, ['content-encoding', left] as const];
  return { ...response, headers, body: found.content };
}

// A server may name a coding and send text as it is; gzip says by its first bytes that it is gzip.
function isInNo(coding: string, bytes: Uint8Array): boolean {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decodeUtf8(bytes) !== undefined || (/gzip$/.test(coding) && !isGzip);
}
