import { Buffer } from 'node:buffer';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { decodeContent } from '../../world/content-encoding.ts';
import { jsonFinds, parsedJson, reportedJson } from './json-finds.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import { type SecretSearch, shapeFinds } from './shape-finds.ts';
import { namedFinds } from './text-finds.ts';
import { withoutStandIns } from './without-stand-ins.ts';

/** Bytes that are searched, and what is known of them. */
export interface SearchedBytes {
  readonly bytes: Uint8Array;
  /** The place that they are: `step 3, response body`. */
  readonly place: string;
  /** The content encoding of a body, where it has one. */
  readonly encoding?: string | undefined;
  /** The name that a value of a store or a file stands beside. */
  readonly name?: string;
}

/**
 * The secrets in bytes: JSON by its paths, text, form fields and binary bytes by the place of the
 * first byte, what is compressed by its place in what it unpacks to.
 */
export function bodyFinds(searched: SearchedBytes, search: SecretSearch): SecretFind[] {
  const { bytes, place, encoding } = searched;
  if (bytes.length === 0) return [];
  const unpacked = decodeContent(bytes, encoding?.toLowerCase() ?? magicEncoding(bytes));
  if (unpacked === undefined) return plainFinds(searched, search);
  return plainFinds({ ...searched, bytes: unpacked, place: `${place}, unpacked` }, search);
}

function magicEncoding(bytes: Uint8Array): string {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : '';
}

function plainFinds({ bytes, place, name }: SearchedBytes, search: SecretSearch): SecretFind[] {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const utf8 = decodeUtf8(bytes);
  const json = utf8 === undefined ? undefined : parsedJson(utf8.replace(/^\uFEFF/, ''));
  if (json === undefined) {
    return namedFinds(name ?? '', latin1, search).map((find) =>
      secretFind(find, `${place}, byte ${find.index}`),
    );
  }
  const found = jsonFinds(json.value, search);
  const known = new Set(found.map(({ secret }) => essence(secret)));
  // Of two members with one name, a reader of JSON sees the last; the file holds both.
  const hidden = shapeFinds(withoutStandIns(latin1), search).filter(
    ({ secret }) => ![...known].some((other) => other.includes(essence(secret))),
  );
  return [
    ...reportedJson(found, place),
    ...hidden.map((find) => secretFind(find, `${place}, byte ${find.index}`)),
  ];
}

// The same secret in JSON and in the bytes of that JSON differs by escapes.
function essence(secret: string): string {
  return secret.replace(/\\+[nrt]|\\|\s/g, '');
}
