import { type IpNetwork, networkContains, parseNetwork } from './ip-network.ts';

/** Which hosts an entry covers; `self` means requests to the app itself. */
type HostPattern =
  | { readonly kind: 'any' }
  | { readonly kind: 'self' }
  | { readonly kind: 'literal'; readonly host: string }
  | { readonly kind: 'subdomains'; readonly suffix: string }
  | { readonly kind: 'network'; readonly network: IpNetwork };

/** The ports that an entry covers, both ends included. */
interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** One entry of `allowed_outbound_hosts`, parsed; plain data that worker threads can be sent. */
export interface AllowedHost {
  /** A URL scheme in the case of the manifest, or `*`. */
  readonly scheme: string;
  readonly host: HostPattern;
  readonly ports: PortRange;
}

/** The domain under which the components of an app reach each other. */
const CHAINING_SUFFIX = '.spin.internal';

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['postgres', 5432],
  ['mysql', 3306],
  ['redis', 6379],
  ['mqtt', 1883],
]);

const ANY_PORT: PortRange = { first: 0, last: 65_535 };

/**
 * Parses the entries of `allowed_outbound_hosts` after their templates were expanded, by the rules
 * of Spin's crates/outbound-networking-config.
 *
 * @throws SyntaxError with the reason, for an entry that breaks the rules.
 */
export function parseAllowedHosts(entries: readonly string[]): AllowedHost[] {
  return entries.map(parseAllowedHost);
}

/**
 * Expands each entry for `*.spin.internal` to one entry per component, as Spin does: the wildcard
 * means the components of the app, not any name in that domain.
 */
export function expandChaining(
  entries: readonly string[],
  componentIds: readonly string[],
): string[] {
  return entries.flatMap((entry) => {
    const { host } = parseAllowedHost(entry);
    if (host.kind !== 'subdomains' || host.suffix !== CHAINING_SUFFIX) return [entry];
    return componentIds.map((id) =>
      entry.replace(/\*\.spin\.internal/i, `${id}${CHAINING_SUFFIX}`),
    );
  });
}

/**
 * Parses one entry: `<scheme>://<host>[:<port>]`, each part also `*`.
 *
 * @throws SyntaxError with the reason.
 */
export function parseAllowedHost(entry: string): AllowedHost {
  const text = entry.trim();
  const split = text.indexOf('://');
  if (split === -1) {
    throw new SyntaxError(`"${text}" has no scheme; the form is <scheme>://<host>[:<port>]`);
  }
  const scheme = text.slice(0, split);
  const [host, port] = splitPort(text.slice(split + 3));
  const ports = parsePorts(port, scheme);
  if (scheme !== '*' && !/^\p{Alphabetic}*$/u.test(scheme)) {
    throw new SyntaxError(`the scheme "${scheme}" may hold letters only`);
  }
  return { scheme, host: parseHost(host), ports };
}

// The last colon may belong to an IPv6 address: then the part before it is not a host of its own.
function splitPort(rest: string): [host: string, port: string] {
  const colon = rest.lastIndexOf(':');
  if (colon === -1) return [rest, ''];
  const host = rest.slice(0, colon);
  const tail = rest.slice(colon + 1);
  if (tail === '') return [host, ''];
  if (isHost(rest)) return [rest, ''];
  const slash = tail.indexOf('/');
  if (slash === -1) return [host, tail];
  if (slash < tail.length - 1) throw new SyntaxError(`"${rest}" has a path; leave it out`);
  return [host, tail.slice(0, slash)];
}

function isHost(text: string): boolean {
  try {
    parseHost(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function parsePorts(port: string, scheme: string): PortRange {
  if (port === '') {
    const known = DEFAULT_PORTS.get(scheme);
    if (known === undefined) {
      throw new SyntaxError(`no port is given and the scheme "${scheme}" has no default port`);
    }
    return { first: known, last: known };
  }
  if (port === '*') return ANY_PORT;
  const dots = port.indexOf('..');
  if (dots === -1) {
    const single = parsePort(port, port);
    return { first: single, last: single };
  }
  // Spin's ranges leave their end out.
  return {
    first: parsePort(port.slice(0, dots), port),
    last: parsePort(port.slice(dots + 2), port) - 1,
  };
}

function parsePort(digits: string, port: string): number {
  const number = /^\d{1,5}$/.test(digits) ? Number(digits) : Number.NaN;
  if (number <= 65_535) return number;
  throw new SyntaxError(`the port "${port}" is neither a number up to 65535, a range nor "*"`);
}

function parseHost(text: string): HostPattern {
  const host = text.trim();
  if (host === '*') return { kind: 'any' };
  if (host === 'self' || host === 'self.alt') return { kind: 'self' };
  if (host.startsWith('{'))
    throw new SyntaxError(`the host "${host}" is a list; write one entry each`);
  const network = parseNetwork(host);
  if (network !== undefined) return { kind: 'network', network };
  const bare = host.endsWith('/') ? host.slice(0, -1) : host;
  if (bare.includes('/')) throw new SyntaxError(`"${host}" has a path; leave it out`);
  if (bare.startsWith('*.')) return parseSubdomains(bare);
  if (bare.includes('*')) {
    throw new SyntaxError(`the host "${bare}" has a "*" that is not its first label`);
  }
  return { kind: 'literal', host: canonicalHost(bare) };
}

function parseSubdomains(pattern: string): HostPattern {
  const domain = pattern.slice(2);
  if (domain.includes('*')) {
    throw new SyntaxError(`the host "${pattern}" has more than one "*"`);
  }
  const host = canonicalHost(domain);
  if (isIpAddress(host)) throw new SyntaxError(`"${pattern}" has no domain after its "*."`);
  return { kind: 'subdomains', suffix: `.${host}` };
}

function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

// The URL parser of the platform gives hosts their canonical form (lower case, punycode, IPv4 from
// any notation); characters that it would parse as another part of a URL are refused first.
function canonicalHost(host: string): string {
  const forbidden = /^\[.*\]$/.test(host) ? /[\s/\\?#@]/ : /[\s/\\?#@:]/;
  const url = `http://${host}/`;
  if (host === '' || forbidden.test(host) || !URL.canParse(url)) {
    throw new SyntaxError(`"${host}" is not a host`);
  }
  return new URL(url).hostname;
}

/**
 * Whether a component with these entries may send a request to a URL. A URL that begins with `/`,
 * and the host `self.alt`, mean the app itself.
 */
export function allows(hosts: readonly AllowedHost[], url: string): boolean {
  if (url.startsWith('/')) return allowsSelf(hosts);
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port } = new URL(url);
  if (hostname === '') return false;
  if (hostname === 'self.alt') return allowsSelf(hosts);
  const scheme = protocol.slice(0, -1);
  const number = port === '' ? DEFAULT_PORTS.get(scheme) : Number(port);
  return hosts.some(
    (entry) =>
      (entry.scheme === '*' || entry.scheme === scheme) &&
      coversHost(entry.host, hostname) &&
      coversPort(entry.ports, number),
  );
}

function allowsSelf(hosts: readonly AllowedHost[]): boolean {
  return hosts.some(
    ({ scheme, host }) =>
      ['*', 'http', 'https'].includes(scheme) && (host.kind === 'any' || host.kind === 'self'),
  );
}

function coversHost(pattern: HostPattern, host: string): boolean {
  switch (pattern.kind) {
    case 'any':
      return true;
    case 'self':
      return false;
    case 'literal':
      return pattern.host === host;
    case 'subdomains':
      return !isIpAddress(host) && host.endsWith(pattern.suffix);
    case 'network':
      return networkContains(pattern.network, host);
  }
}

function coversPort(ports: PortRange, port: number | undefined): boolean {
  if (port === undefined) return ports.first === ANY_PORT.first && ports.last === ANY_PORT.last;
  return ports.first <= port && port <= ports.last;
}
