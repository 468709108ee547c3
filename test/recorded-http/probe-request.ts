import type { HttpRequest } from '../../harness/internal.ts';

/** The value of the probe's secret variable. */
export const PROBE_TOKEN = 'ghp_probeTokenOfTheTests0123456789';

/** A query parameter of the probe; its value is percent-encoded when it is sent. */
type Parameter = readonly [name: string, value: string | number];

/** A call of the probe's handler at a path; see test-apps/probe. */
export function probe(
  path: string,
  parameters: readonly Parameter[],
  body: string | Uint8Array = '',
): HttpRequest {
  const query = parameters.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return {
    method: body.length === 0 ? 'GET' : 'POST',
    path: `/probe${path}?${query.join('&')}`,
    headers: [],
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** Fetches a URL with GET, and reports status, headers and the body as text. */
export function fetched(url: string): HttpRequest {
  return probe('/fetch', [['url', url]]);
}

/** Fetches a URL with GET, and passes the body on, byte by byte. */
export function proxied(url: string): HttpRequest {
  return probe('/proxy', [['url', url]]);
}

/** Sends a request by wasi:http itself; `options` are parameters of the probe's `/wire`. */
export function wired(url: string, options: readonly Parameter[] = [], body = ''): HttpRequest {
  const { protocol, host } = new URL(url);
  const target = url.slice(url.indexOf(host) + host.length);
  return probe(
    '/wire',
    [['scheme', protocol.slice(0, -1)], ['authority', host], ['target', target], ...options],
    body,
  );
}
