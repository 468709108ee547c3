import { Buffer } from 'node:buffer';
import { exactJson } from '../tool-call/json-text.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { readJson } from './json-grammar.ts';
import { type Fields, readString } from './node-readers.ts';
import { fault } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';
import type { Printable } from './yaml-printer.ts';

/** The keys that hold a body; at most one of them is there, none for an empty body. */
export const BODY_KEYS = ['json', 'text', 'base64'] as const;

/** Reads the body among the fields of a message. */
export function readBody(fields: Fields<(typeof BODY_KEYS)[number]>): Uint8Array {
  const { json, text, base64 } = fields;
  const [, second] = [json, text, base64].filter((node) => node !== undefined);
  if (second !== undefined) {
    throw fault(second, 'a body is given twice', 'Keep one of json, text and base64.');
  }
  if (json !== undefined) return new TextEncoder().encode(readJson(json));
  if (text !== undefined) return new TextEncoder().encode(readString(text, 'text'));
  return base64 === undefined ? new Uint8Array() : readBase64(base64);
}

/** Reads bytes in base64 (RFC 4648, section 4, with padding). */
export function readBase64(node: YamlNode): Uint8Array {
  const text = readString(node, 'base64');
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') === text) return new Uint8Array(bytes);
  throw fault(node, 'not base64', 'Encode the bytes as in RFC 4648, section 4, with padding.');
}

/**
 * The field that holds a body: `json` where our own spelling gives back the very bytes, else `text`
 * for valid UTF-8, else `base64`; no field for an empty body.
 */
export function printBody(body: Uint8Array): Record<string, Printable> {
  if (body.length === 0) return {};
  const text = decodeUtf8(body);
  if (text === undefined) return { base64: printBase64(body) };
  const json = exactJson(text);
  return json === undefined ? { text } : { json };
}

/** Bytes in base64. */
export function printBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
