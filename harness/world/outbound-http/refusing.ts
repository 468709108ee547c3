import type { OutboundHttp } from './port.ts';

/** Refuses every request, for runs that must not reach the network. */
export const REFUSING_OUTBOUND: OutboundHttp = {
  send: () => ({ kind: 'error', code: 'HTTP-request-denied' }),
};
