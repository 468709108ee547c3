import { Buffer } from 'node:buffer';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { hiddenFinds } from './hidden-finds.ts';
import { jsonFinds, parsedJson, reportedJson } from './json-finds.ts';
import { packedLayers } from './reading/packed-layers.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import { type SecretSearch, type TextFind, unsearched } from './shapes/shape-finds.ts';
import { namedFinds, textFinds } from './text-finds.ts';

/** Bytes to search, with their place and name. */
export interface SearchedBytes {
  readonly bytes: Uint8Array;
  /** Their place: `step 3, response body`. */
  readonly place: string;
  /** The content codings of a body, as its headers name them. */
  readonly encoding?: string | undefined;
  /** The name that a value of a store or a file belongs to. */
  readonly name?: string;
}

/** Longer JSON is searched as text, because its values would take many times its length. */
const LONGEST_JSON = 16 * 1024 * 1024;

/**
 * The secrets in bytes. In JSON they are located by path, in text, form fields and binary data by
 * the first byte, and in compressed data by the place in the unpacked data.
 */
export function bodyFinds(searched: SearchedBytes, search: SecretSearch): SecretFind[] {
  const { bytes, place, encoding = '' } = searched;
  if (bytes.length === 0) return [];
  const codings = encoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const finds: SecretFind[] = [];
  for (const layer of packedLayers(bytes, codings)) {
    const at = `${place}${', unpacked'.repeat(layer.depth)}`;
    if ('reason' in layer) finds.push(secretFind(unsearched(layer.reason), at));
    else
      for (const find of plainFinds({ ...searched, bytes: layer.bytes, place: at }, search))
        finds.push(find);
  }
  return finds;
}

function plainFinds({ bytes, place, name }: SearchedBytes, search: SecretSearch): SecretFind[] {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const utf8 = bytes.length > LONGEST_JSON ? undefined : decodeUtf8(bytes);
  const json = utf8 === undefined ? undefined : parsedJson(utf8.replace(/^\uFEFF/, ''));
  const inText = (find: TextFind): SecretFind => secretFind(find, `${place}, byte ${find.index}`);
  if (json === undefined) return namedFinds(name ?? '', latin1, search).map(inText);
  const found = jsonFinds(json.value, search);
  const hidden = hiddenFinds(textFinds(latin1, search), found);
  return [...reportedJson(found, place), ...hidden.map(inText)];
}
