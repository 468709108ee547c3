import { Buffer } from 'node:buffer';
import { exactJson } from '../../json/json-text.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { bodyDigest, isLargeBody } from '../large-bodies.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readJson } from './json-grammar.ts';
import { type Fields, type Form, readFields, readFormed, readString } from './node-readers.ts';
import { readableContent } from './readable-content.ts';

/**
 * The keys that hold a body; at most one of the first four is there, none for an empty body.
 * `decoded` shows readers the text in `base64`.
 */
export const BODY_KEYS = ['json', 'text', 'base64', 'sha256', 'decoded'] as const;

/** Reads the body among the fields of a message with these headers. */
export function readBody(
  fields: Fields<(typeof BODY_KEYS)[number]>,
  headers: HeaderList,
): Uint8Array {
  const body = readPlainBody(fields);
  const { decoded, base64 } = fields;
  if (decoded !== undefined && base64 === undefined) {
    const next = 'Write the body as json, text or base64.';
    throw fault(decoded, 'decoded is given without base64', next);
  }
  if (decoded !== undefined) checkDecoded(decoded, readableContent(body, headers));
  return body;
}

function readPlainBody(fields: Fields<'json' | 'text' | 'base64' | 'sha256'>): Uint8Array {
  const { json, text, base64, sha256 } = fields;
  const [, second] = [json, text, base64, sha256].filter((node) => node !== undefined);
  if (second !== undefined) {
    throw fault(second, 'a body is given twice', 'Keep one of json, text, base64 and sha256.');
  }
  if (json !== undefined) return new TextEncoder().encode(readJson(json));
  if (text !== undefined) return new TextEncoder().encode(readString(text, 'text'));
  if (base64 !== undefined) return readBase64(base64);
  return sha256 === undefined ? new Uint8Array() : readStored(sha256);
}

/** Reads bytes in base64 (RFC 4648, section 4, with padding). */
export function readBase64(node: YamlNode): Uint8Array {
  const text = readString(node, 'base64');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return new Uint8Array(bytes);
  throw fault(node, 'not base64', 'Encode the bytes as in RFC 4648, section 4, with padding.');
}

// The bytes and the text for readers must not contradict each other.
function checkDecoded(node: YamlNode, content: string | undefined): void {
  const { json, text } = readFields(node, 'decoded', ['json', 'text']);
  const shown = json === undefined ? text && readString(text, 'text') : readJson(json);
  const isBoth = json !== undefined && text !== undefined;
  if (!isBoth && shown !== undefined && shown === content) return;
  const next = 'Remove decoded, which is for readers only, or correct base64.';
  throw fault(node, 'decoded does not match base64', next);
}

/**
 * The fields that hold a body: `json` if our own spelling gives back exactly the bytes, otherwise
 * `text` for valid UTF-8, otherwise `base64`, with its readable text as `decoded`; none for an
 * empty body. For a large body, only the digest; `writeBodies` writes the body itself.
 *
 * @param headers of the message, which give its encoding
 */
export function printBody(body: Uint8Array, headers: HeaderList): Record<string, Printable> {
  if (body.length === 0) return {};
  if (isLargeBody(body)) return { sha256: bodyDigest(body) };
  const text = decodeUtf8(body);
  if (text !== undefined) return printText(text);
  const content = readableContent(body, headers);
  const decoded = content === undefined ? undefined : fieldsOf(printText(content));
  return { base64: printBase64(body), ...(decoded === undefined ? {} : { decoded }) };
}

function printText(text: string): Record<string, Printable> {
  const json = exactJson(text);
  return json === undefined ? { text } : { json };
}

/** Bytes in base64. */
export function printBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const DIGEST: Form = {
  pattern: /^[0-9a-f]{64}$/,
  demand: 'is not a SHA-256 digest',
  next: () => 'Write 64 hexadecimal digits in lower case: the name of the file with the body.',
};

function readStored(node: YamlNode): Uint8Array {
  const found = node.source.body(readFormed(node, 'sha256', DIGEST));
  if (found instanceof Uint8Array) return found;
  throw fault(node, found.reason, found.next);
}
