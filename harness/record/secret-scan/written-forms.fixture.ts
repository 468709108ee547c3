import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

/** An encoding in which a secret may occur. */
export interface WrittenForm {
  readonly name: string;
  readonly write: (text: string) => string | Uint8Array;
  /** The content codings that a header names. */
  readonly encoding?: string;
  /** The suffix to the kind of a finding: ` in base64`. */
  readonly suffix?: string;
  /** How often it has to be unpacked. */
  readonly packed?: number;
}

const json = JSON.stringify;
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const percent = encodeURIComponent;
const broken = (text: string): Uint8Array => {
  // The contents continue after the text and then break.
  const packed = gzipSync(`${text}${' and so on'.repeat(20_000)}${text}`, { level: 0 });
  packed.fill(0xff, 150_000, 150_100);
  return packed;
};

/** How Python shows a string that is not all printable. */
const repr = (text: string): string =>
  `'${text.replace(/[\\'\n\t\x1b]/g, (sign) => (sign < ' ' ? `\\x${hex(sign)}` : `\\${sign}`))}'`;

const plain: readonly WrittenForm[] = [
  { name: 'NDJSON', write: (text) => `${json({ id: 1 })}\n${json({ log: text })}\n` },
  { name: 'NDJSON, after a line break', write: (text) => `{}\n${json({ log: `a\n${text}` })}\n` },
  { name: 'NDJSON, after a tab', write: (text) => `{}\n${json({ log: `a\t${text}` })}\n` },
  { name: 'NDJSON, after \\u0020', write: (text) => `{}\n{"log":"a\\u0020${json(text).slice(1)}}` },
  {
    name: 'NDJSON in NDJSON',
    write: (text) => `{}\n${json({ log: json({ in: `\n${text}` }) })}\n`,
  },
  { name: 'SSE', write: (text) => `event: x\ndata: ${json({ delta: `\n${text}` })}\n\n` },
  { name: 'SSE, unquoted', write: (text) => `data: a\\n${json(text).slice(1, -1)}\n\n` },
  { name: 'a repr of Python', write: (text) => `{'log': ${repr(`a\n${text}`)}, 'n': 1}` },
  { name: 'bytes of Python', write: (text) => `b${repr(`\t${text}`)}` },
  { name: 'an octal escape', write: (text) => `printf "a\\012${json(text).slice(1, -1)}"` },
  { name: 'an escape in braces', write: (text) => `"\\u{20}${json(text).slice(1)}` },
  { name: 'colours', write: (text) => `\x1b[1;31m${text}\x1b[0m` },
  { name: 'escaped colours', write: (text) => `{}\n${json({ log: `\x1b[31m${text}\x1b[0m` })}` },
  { name: 'colours as shells write them', write: (text) => `echo "\\033[31m${text}\\e[0m"` },
  { name: 'a letter and colours before', write: (text) => `a\x1b[31m${text}\x1b[0mb` },
  { name: 'percent-encoding', write: (text) => `a%20${percent(text)}` },
  { name: 'percent-encoding twice', write: (text) => `next=${percent(percent(` ${text}`))}` },
];

const encoded: readonly WrittenForm[] = [
  { name: 'base64', write: base64, suffix: ' in base64' },
  {
    name: 'base64 in base64',
    write: (text) => base64(base64(text)),
    suffix: ' in base64 in base64',
  },
  { name: 'hexadecimal', write: hex, suffix: ' in hexadecimal' },
  {
    name: 'hexadecimal in base64',
    write: (text) => base64(hex(text)),
    suffix: ' in hexadecimal in base64',
  },
  { name: 'UTF-16', write: (text) => wide(`\uFEFF${text}`), suffix: ' in UTF-16' },
  { name: 'UTF-16, zeros first', write: (text) => wide(text).swap16(), suffix: ' in UTF-16' },
  {
    name: 'UTF-16 in base64',
    write: (text) => base64(wide(text)),
    suffix: ' in UTF-16 in base64',
  },
  {
    name: 'gzip in base64',
    write: (text) => `H=${base64(gzipSync(text))}`,
    suffix: ' in gzip in base64',
  },
];

const packed: readonly WrittenForm[] = [
  {
    name: 'gzip, then br',
    write: (text) => brotliCompressSync(gzipSync(text)),
    encoding: 'gzip, br',
    packed: 2,
  },
  { name: 'gzip in gzip', write: (text) => gzipSync(gzipSync(text)), packed: 2 },
  { name: 'deflate', write: (text) => deflateSync(text), encoding: 'deflate', packed: 1 },
  { name: 'raw deflate', write: (text) => deflateRawSync(text), encoding: 'deflate', packed: 1 },
  { name: 'deflate without a header', write: (text) => deflateSync(text), packed: 1 },
  { name: 'raw deflate without a header', write: (text) => deflateRawSync(text), packed: 1 },
  { name: 'br without a header', write: (text) => brotliCompressSync(text), packed: 1 },
  {
    name: 'gzip with bytes behind',
    write: (text) => Buffer.concat([gzipSync(text), Buffer.from('something else')]),
    encoding: 'gzip',
    packed: 1,
  },
  { name: 'gzip that breaks', write: broken, encoding: 'gzip', packed: 1 },
];

/** Forms that were once missed, and similar ones. */
export const WRITTEN_FORMS: readonly WrittenForm[] = [...plain, ...encoded, ...packed];
