import { Buffer } from 'node:buffer';
import { type HeaderList, headerValue } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { decodeContent } from '../../world/content-encoding.ts';

/** The limit for readers, in bytes. */
const MOST_BYTES = 1_048_576;

/**
 * The decoded text of a body, by its content encoding (gzip, deflate, br) and its charset (UTF-8 or
 * ISO-8859-1); undefined if it is not text, or too long.
 */
export function readableContent(body: Uint8Array, headers: HeaderList): string | undefined {
  const encoding = headerValue(headers, 'content-encoding')?.trim().toLowerCase();
  const content =
    encoding === undefined
      ? body
      : decodeContent(body, encoding, { mostBytes: MOST_BYTES, isWhole: true });
  if (content === undefined || content.length === 0 || content.length > MOST_BYTES)
    return undefined;
  return isLatin1(headers)
    ? Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1')
    : decodeUtf8(content);
}

// Other charsets depend on the tables that a build of Node has.
function isLatin1(headers: HeaderList): boolean {
  const type = headerValue(headers, 'content-type') ?? '';
  return /; *charset="?(?:iso-8859-1|latin1)"? *(?:;|$)/i.test(type);
}
