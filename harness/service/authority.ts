import { isIPv4, isIPv6 } from 'node:net';

/** Host and port as a Host header, a request target or an origin names them. */
export interface Authority {
  /** A name in lower case without its closing dot, or an address; IPv6 in brackets. */
  readonly host: string;
  /** Digits; empty if there is no port. */
  readonly port: string;
}

/**
 * Reads `host:port`. Undefined for text that no regular client sends, such as one with a user name.
 */
export function parseAuthority(text: string): Authority | undefined {
  const [, address, name, port = ''] = AUTHORITY.exec(text) ?? [];
  if (address !== undefined) {
    return isIPv6(address) ? { host: `[${address.toLowerCase()}]`, port } : undefined;
  }
  const host = name === undefined ? undefined : hostName(name);
  return host === undefined ? undefined : { host, port };
}

const AUTHORITY = /^(?:\[([0-9a-f:.]+(?:%[\w.~%-]+)?)\]|([\w.-]+))(?::(\d*))?$/i;

/** A host name in lower case without its trailing dot; undefined for any other text. */
export function hostName(text: string): string | undefined {
  const name = text.toLowerCase().replace(/\.$/, '');
  return HOST_NAME.test(name) ? name : undefined;
}

const HOST_NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/;

/**
 * Whether nobody else can make this host name resolve to this machine (DNS rebinding): addresses
 * are not looked up, and browsers resolve `localhost` and its subdomains themselves.
 */
export function cannotBeRebound({ host }: Authority): boolean {
  return host.startsWith('[') || isIPv4(host) || /^(?:.+\.)?localhost$/.test(host);
}

/** Whether an address is only reachable from this machine. */
export function isLoopbackAddress(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/i.test(address);
}
