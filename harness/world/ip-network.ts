import { isIPv4, isIPv6 } from 'node:net';

/** A block of IP addresses: the network's bytes (4 or 16) and how many leading bits count. */
export interface IpNetwork {
  readonly bytes: readonly number[];
  readonly prefixBits: number;
}

/**
 * Reads CIDR notation (RFC 4632, RFC 4291), such as `10.0.0.0/8` or `2001:db8::/32`; bits behind
 * the prefix are ignored. Undefined for any other text, including an address without a prefix.
 */
export function parseNetwork(text: string): IpNetwork | undefined {
  const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const [, address = '', prefix = ''] = match;
  const bytes = addressBytes(address);
  const prefixBits = Number(prefix);
  if (bytes === undefined || prefixBits > bytes.length * 8) return undefined;
  return { bytes, prefixBits };
}

/** Whether a host, as the URL parser gives it, is an address of the network. */
export function networkContains(network: IpNetwork, host: string): boolean {
  const bytes = addressBytes(host.startsWith('[') ? host.slice(1, -1) : host);
  if (bytes === undefined || bytes.length !== network.bytes.length) return false;
  return network.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, network.prefixBits - index * 8));
    const mask = (0xff << (8 - bits)) & 0xff;
    return (byte & mask) === ((bytes[index] ?? 0) & mask);
  });
}

function addressBytes(address: string): number[] | undefined {
  if (isIPv4(address)) return address.split('.').map(Number);
  if (!isIPv6(address) || address.includes('%')) return undefined;
  // The URL parser writes every IPv6 address in groups of hexadecimal digits, mapped IPv4 too.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
