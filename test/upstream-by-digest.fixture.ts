import { createHash } from 'node:crypto';
import type { ExchangeOutcome, OutboundHttp } from '../harness/internal.ts';

/** Answers depend only on URL and body: an error, a broken body, or JSON. */
export const UPSTREAM_BY_DIGEST: OutboundHttp = {
  send: async ({ url, body }): Promise<ExchangeOutcome> => {
    const digest = createHash('sha256').update(url).update(body).digest('hex');
    if (digest.startsWith('0')) return { kind: 'error', code: 'connection-refused' };
    const text = new TextEncoder().encode(JSON.stringify({ type: 'file', content: digest }));
    const headers = [['content-type', 'application/json']] as const;
    const response = { status: digest.startsWith('1') ? 404 : 200, headers, body: text };
    return digest.startsWith('2')
      ? { kind: 'response', response, cut: text.length }
      : { kind: 'response', response };
  },
};
