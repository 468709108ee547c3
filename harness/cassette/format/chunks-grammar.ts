import { Buffer } from 'node:buffer';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { Block, type Printable } from '../yaml/yaml-printer.ts';
import { readList } from './node-readers.ts';
import { printStoreValue, readStoreValue } from './store-grammar.ts';

/** The key of a body in chunks that a component can distinguish. */
export const CHUNKS_KEY = 'chunks';

/** Reads a body from its chunks: each a string, or `{base64: …}` for bytes that are not UTF-8. */
export function readChunks(node: YamlNode): { body: Uint8Array; lengths: number[] } {
  const chunks = readList(node, CHUNKS_KEY).map((item) => {
    const bytes = readStoreValue(item, 'a chunk');
    if (bytes.length === 0) throw fault(item, 'a chunk is empty', 'Remove it.');
    return bytes;
  });
  return {
    body: new Uint8Array(Buffer.concat(chunks)),
    lengths: chunks.map((chunk) => chunk.length),
  };
}

/** The reverse of {@link readChunks}; the lengths add up to that of the body. */
export function printChunks(body: Uint8Array, lengths: readonly number[]): Printable {
  let at = 0;
  return new Block(
    lengths.map((length) => {
      at += length;
      return printStoreValue(body.subarray(at - length, at));
    }),
  );
}
