import type { Server } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { HarnessError, systemReason } from '../errors.ts';
import { hostName, isLoopbackAddress } from './authority.ts';

/** The address of a service. */
export interface Listening {
  /** A URL that leads there: `http://host:port`. */
  readonly url: string;
  /** Whether it is only reachable from this machine. */
  readonly isLoopback: boolean;
  /** The name that it was asked to listen at, in lower case; undefined for an address. */
  readonly name: string | undefined;
}

/** @throws HarnessError `listen-failed`. */
export async function listen(
  server: Server,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  await listening(server, address);
  const bound = server.address() as AddressInfo;
  const name = isIP(address.host) === 0 ? hostName(address.host) : undefined;
  const host = name ?? reachable(bound.address);
  return {
    url: `http://${host}:${bound.port}`,
    isLoopback: isLoopbackAddress(bound.address),
    name,
  };
}

// The wildcard address cannot be connected to.
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::') return '[::1]';
  // The zone of a link-local address begins with a percent sign (RFC 6874).
  return address.includes(':') ? `[${address.replace('%', '%25')}]` : address;
}

function listening(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new HarnessError({
          code: 'listen-failed',
          problem: `Failed to listen on ${host}:${port}: ${systemReason(cause)}`,
          next: LISTEN_STEPS[cause.code ?? ''] ?? OTHER_ADDRESS,
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

const OTHER_ADDRESS = 'Choose another address with --listen HOST:PORT; port 0 takes any free one.';

const LISTEN_STEPS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'End that process, or choose another port with --listen HOST:PORT; port 0 takes any free one.',
  EACCES: 'Choose a port from 1024 on with --listen HOST:PORT; port 0 takes any free one.',
};
