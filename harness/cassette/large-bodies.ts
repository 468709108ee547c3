import { createHash } from 'node:crypto';
import type { CassetteEntry } from './cassette-file.ts';

/** Larger bodies are files of their own; 256 KiB are about 6,000 lines of JSON. */
const LARGEST_INLINE_BODY = 256 * 1024;

/** Whether a body is too large for the text of a cassette. */
export function isLargeBody(body: Uint8Array): boolean {
  return body.length > LARGEST_INLINE_BODY;
}

/** The name of a body: its SHA-256 in hexadecimal. */
export function bodyDigest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** The bodies of interactions that are too large for the text of a cassette, by digest. */
export function largeBodies(
  entries: ReadonlyArray<Omit<CassetteEntry, 'line'>>,
): Map<string, Uint8Array> {
  const large = entries.flatMap(bodiesOf).filter(isLargeBody);
  return new Map(large.map((body) => [bodyDigest(body), body]));
}

function bodiesOf({ request, response, expect, exchanges }: Omit<CassetteEntry, 'line'>) {
  const bodies = [request.body];
  for (const answer of [response, expect?.response]) {
    if (answer !== undefined) bodies.push(answer.body);
  }
  for (const { request: sent, outcome } of exchanges) {
    bodies.push(sent.body);
    // Chunks stay in the cassette, so that each is visible.
    const isWhole = outcome.kind === 'response' && outcome.chunks === undefined;
    if (isWhole) bodies.push(outcome.response.body);
  }
  return bodies;
}
