import { hostName } from '../../service/authority.ts';
import type { SERVE } from '../command-table/recording-commands.ts';
import type { Terminal } from '../terminal.ts';
import { allowedSecrets } from './allowed-secrets.ts';
import type { CommandLine } from './command-spec.ts';
import { usageError } from './usage-error.ts';

/** The meaning of those options of `spintape serve` that are more than texts and numbers. */
export interface ServeSettings {
  readonly address: { readonly host: string; readonly port: number };
  /** In lower case. */
  readonly allowedHosts: ReadonlySet<string>;
  /** Undefined: never. */
  readonly sessionTimeoutMs: number | undefined;
  readonly maxStoreBytes: number;
  /** Reasons by place. */
  readonly allowedSecrets: ReadonlyMap<string, string>;
}

/** @throws HarnessError `usage`. */
export function serveSettings(
  options: CommandLine<typeof SERVE>['options'],
  { env }: Pick<Terminal, 'env'>,
): ServeSettings {
  const { listen, allowHost, sessionTimeout, maxStore, allowSecret } = options;
  return {
    address: listenAddress(listen),
    allowedHosts: new Set([
      ...allowHost.flatMap((value) => hostNames('--allow-host', value)),
      ...hostNames('SPINTAPE_ALLOW_HOSTS', env['SPINTAPE_ALLOW_HOSTS'] ?? ''),
    ]),
    sessionTimeoutMs: sessionTimeout === 0 ? undefined : sessionTimeout * 1000,
    maxStoreBytes: storeSize(maxStore),
    allowedSecrets: allowedSecrets(allowSecret),
  };
}

function listenAddress(text: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3] ?? Number.NaN);
  if (!(port <= 65_535)) {
    throw usageError(`--listen takes HOST:PORT with a port up to 65535, not "${text}"`);
  }
  // To the system, a missing host means every address of the machine; here it must not.
  return { host: match?.[1] || match?.[2] || '127.0.0.1', port };
}

function hostNames(source: string, list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const host = hostName(name);
      if (host !== undefined) return host;
      const next = 'Write it as example.com, without scheme, port or wildcard.';
      throw usageError(`${source}: "${name}" is not a host name`, next);
    });
}

const UNITS: Readonly<Record<string, number>> = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function storeSize(text: string): number {
  const [, number = '', unit = ''] = /^(\d+)([KMG]?)$/i.exec(text) ?? [];
  const bytes = Number(number) * (UNITS[unit.toUpperCase()] ?? 1);
  if (bytes > 0 && Number.isSafeInteger(bytes)) return bytes;
  throw usageError(
    '--max-store takes a number of bytes from 1 on, such as 1048576, 512K, 64M or 1G, ' +
      `not "${text}"`,
  );
}
