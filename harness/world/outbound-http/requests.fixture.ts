import type { OutboundRequest } from '../../tool-call/exchange.ts';

/** A GET request without headers, with the given overrides. */
export function outboundRequest(given: Partial<OutboundRequest> = {}): OutboundRequest {
  return {
    method: 'GET',
    url: 'https://api.example.com/',
    headers: [],
    body: new Uint8Array(),
    ...given,
  };
}

/** The UTF-8 bytes of a text. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A signal that never aborts. */
export const NEVER: AbortSignal = new AbortController().signal;
