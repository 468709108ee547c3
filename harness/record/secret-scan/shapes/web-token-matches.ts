import { Buffer } from 'node:buffer';
import type { ShapeMatch } from './secret-shape.ts';

/** How the header of a token begins: `{"` in base64. */
const HEADER_START = 'eyJ';
/** Longer headers are not read. */
const LONGEST_HEADER = 8_192;
const SHORTEST_HEADER = 11;
/** Text directly before a header may repeat the header's beginning this often. */
const MOST_STARTS = 8;

const PART = /[\w-]*/y;
const SHORTEST_SIGNATURE = 8;

/**
 * JSON Web Tokens (RFC 7519): their header names an algorithm. Each part of a text is read a fixed
 * number of times, however repetitive it is.
 */
export function* webTokenMatches(text: string): Generator<ShapeMatch> {
  let start = text.indexOf(HEADER_START);
  while (start >= 0) {
    const headerEnd = partEnd(text, start);
    const end = tokenEnd(text, headerEnd);
    const index = end === undefined ? undefined : headerStart(text, start, headerEnd);
    if (index !== undefined) yield { secret: text.slice(index, end), index };
    start = text.indexOf(HEADER_START, index === undefined ? headerEnd : end);
  }
}

function partEnd(text: string, start: number): number {
  PART.lastIndex = start;
  PART.test(text);
  return PART.lastIndex;
}

// Payload and signature follow; two more parts where it is encrypted (RFC 7516, 3.1).
function tokenEnd(text: string, headerEnd: number): number | undefined {
  const next = (end: number): number | undefined =>
    text.charAt(end) === '.' ? partEnd(text, end + 1) : undefined;
  const payload = next(headerEnd);
  const signature = payload === undefined ? undefined : next(payload);
  if (payload === undefined || signature === undefined) return undefined;
  if (signature - payload <= SHORTEST_SIGNATURE) return undefined;
  const ciphertext = next(signature);
  return (ciphertext === undefined ? undefined : next(ciphertext)) ?? signature;
}

function headerStart(text: string, first: number, end: number): number | undefined {
  return startsOf(text, first, end).find((start) => isHeader(text.slice(start, end)));
}

// The first and the last ones: letters may precede the header, and be inside it.
function startsOf(text: string, first: number, end: number): number[] {
  const starts: number[] = [];
  const step = (from: number): number => text.indexOf(HEADER_START, from);
  for (let at = first; at >= 0 && at < end && starts.length < MOST_STARTS; at = step(at + 1)) {
    starts.push(at);
  }
  const last: number[] = [];
  const before = (from: number): number => text.lastIndexOf(HEADER_START, from);
  for (let at = before(end); at > (starts.at(-1) ?? 0) && last.length < MOST_STARTS; ) {
    last.push(at);
    at = before(at - 1);
  }
  return [...starts, ...last];
}

// The header of a JWS or JWE names its algorithm (RFC 7515, 4.1.1).
function isHeader(header: string): boolean {
  if (header.length < SHORTEST_HEADER || header.length > LONGEST_HEADER) return false;
  const text = Buffer.from(header, 'base64url').toString('utf8');
  // A quick check costs less than an exception for each of many false candidates.
  if (!text.startsWith('{"') || !text.endsWith('}') || !text.includes('"alg"')) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'alg' in value;
  } catch {
    return false;
  }
}
