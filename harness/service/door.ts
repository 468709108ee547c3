import type { HttpResponse } from '../tool-call/http-message.ts';
import { type Authority, cannotBeRebound, parseAuthority } from './authority.ts';
import { errorResponse } from './error-response.ts';

/** The head of a request, as {@link refusedAtDoor} needs it. */
export interface RequestHead {
  /** As it came: a path, or a whole URL. */
  readonly url?: string | undefined;
  /** Names and values alternating, as received. */
  readonly rawHeaders: readonly string[];
}

/**
 * The refusal of a request that a web page may have made a browser send, or undefined. A page can
 * send requests to any address that the browser reaches, and by DNS rebinding it can read the
 * answers too. So the host must be one that cannot be rebound, or an allowed one, and a request
 * with an origin must come from this service.
 *
 * @param allowedHosts host names in lower case, in addition to those that cannot be rebound
 */
export function refusedAtDoor(
  head: RequestHead,
  allowedHosts: ReadonlySet<string>,
): HttpResponse | undefined {
  const named = namedHost(head);
  if (typeof named === 'string') return errorResponse(400, named);
  for (const authority of named) {
    if (cannotBeRebound(authority) || allowedHosts.has(authority.host)) continue;
    return errorResponse(403, hostRefusal(authority));
  }
  const [own] = named;
  const origins = valuesOf(head, 'origin');
  const foreign = origins.find((origin) => !isOwnOrigin(origin, own));
  if (foreign !== undefined) return errorResponse(403, `${FOREIGN_PAGE} (Origin: ${foreign})`);
  const sites = valuesOf(head, 'sec-fetch-site');
  const site = sites.find((value) => value !== 'same-origin' && value !== 'none');
  // A page of this service has it as the origin, whatever the browser reports about the site.
  if (site === undefined || origins.length > 0) return undefined;
  return errorResponse(403, `${FOREIGN_PAGE} (Sec-Fetch-Site: ${site})`);
}

const FOREIGN_PAGE = 'Requests of web pages of other origins are refused';

function hostRefusal({ host }: Authority): string {
  return (
    `The host ${host} is not allowed. If it is a name of this service, start it with ` +
    `--allow-host ${host}, or set SPINTAPE_ALLOW_HOSTS=${host}`
  );
}

/** The hosts in a request, starting with the decisive one, or the error in them. */
function namedHost(head: RequestHead): readonly [Authority, ...Authority[]] | string {
  const [value, ...others] = valuesOf(head, 'host');
  if (value === undefined) return 'The request has no Host header';
  if (others.length > 0) return 'The request has several Host headers';
  const host = parseAuthority(value);
  if (host === undefined) return `The Host header is neither a name nor an address: ${value}`;
  // The absolute form overrides the header (RFC 9112, 3.2.2).
  const [, target] = ABSOLUTE_FORM.exec(head.url ?? '') ?? [];
  if (target === undefined) return [host];
  const inTarget = parseAuthority(target);
  if (inTarget === undefined) return `The request target names no host: ${target}`;
  return [inTarget, host];
}

const ABSOLUTE_FORM = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i;

function isOwnOrigin(origin: string, own: Authority): boolean {
  const [, scheme = '', authority = ''] = /^(https?):\/\/([^/?#]*)$/.exec(origin) ?? [];
  const from = parseAuthority(authority);
  if (from === undefined) return false;
  // A proxy in front may terminate TLS, so the scheme is the page's and not this service's.
  const usual = scheme === 'https' ? '443' : '80';
  return from.host === own.host && (from.port || usual) === (own.port || usual);
}

/** All values of a header, of each line that it has. */
export function valuesOf({ rawHeaders }: RequestHead, name: string): string[] {
  return rawHeaders.flatMap((each, index) =>
    index % 2 === 0 && each.toLowerCase() === name ? [rawHeaders[index + 1] ?? ''] : [],
  );
}
