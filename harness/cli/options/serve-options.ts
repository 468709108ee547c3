import { hostName } from '../../service/authority.ts';
import { DEFAULT_MAX_CALLS } from '../../service/http-service.ts';
import type { Terminal } from '../terminal.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets } from './allowed-secrets.ts';
import { EXPOSE_SECRET_HELP } from './exposed-secrets.ts';
import { type CommonOptions, readCommandLine, usageError, wholeNumber } from './options.ts';
import { takeRepeated } from './repeated-option.ts';
import { SECRET_SINK, SECRET_SINK_HELP } from './secret-sinks.ts';

/** What `spintape serve --help` prints. */
export const SERVE_HELP = `spintape serve
  Serves the app over HTTP. State lives in memory until the end.
  --listen HOST:PORT    where (default: 127.0.0.1:3000; port 0 takes any free one)
  --allow-host NAME     a host name under which this service may be called, besides localhost and
                        addresses; repeatable, or divided by commas (also SPINTAPE_ALLOW_HOSTS)
  --record DIR          writes a cassette for each session
  --cassette FILE       answers outbound HTTP from a cassette
  --no-hot-replay       does not replay each recorded call at once
  --session-timeout SECONDS
                        ends the recording of a session without calls (default: 3600; 0: never)
  --max-store SIZE      how much all sessions may store: bytes, or with K, M or G (default: 1G)
  --max-calls N         calls under way at a time, waiting ones too (default: ${DEFAULT_MAX_CALLS})
${EXPOSE_SECRET_HELP}
${SECRET_SINK_HELP}
${ALLOW_SECRET_HELP}
`;

/** The command line of `spintape serve`, read. */
export interface ServeOptions {
  readonly common: CommonOptions;
  readonly address: { readonly host: string; readonly port: number };
  /** In lower case. */
  readonly allowedHosts: ReadonlySet<string>;
  readonly record: string | undefined;
  readonly cassette: string | undefined;
  readonly hotReplay: boolean;
  /** Undefined: never. */
  readonly sessionTimeoutMs: number | undefined;
  readonly maxStoreBytes: number;
  readonly maxCalls: number;
  readonly exposeSecret: string | undefined;
  readonly allowedSecrets: ReadonlyMap<string, string>;
  /** As they were given; see `secretSinks`. */
  readonly secretSinks: readonly string[];
}

/** @throws HarnessError `usage`. */
export function readServeOptions(args: readonly string[], { env }: Terminal): ServeOptions {
  const { allowed: allowedSecrets, others: rest } = takeAllowedSecrets(args);
  const { values: secretSinks, others: left } = takeRepeated(rest, SECRET_SINK);
  const { values: hosts, others } = takeRepeated(left, '--allow-host');
  const { common, own, positionals, switches } = readCommandLine(
    others,
    [
      ...(['listen', 'allow-host', 'record', 'cassette', 'session-timeout'] as const),
      ...(['max-store', 'max-calls', 'expose-secret', 'allow-secret', 'secret-sink'] as const),
    ],
    ['no-hot-replay'],
  );
  if (positionals.length > 0) throw usageError(`serve takes no "${positionals[0]}"`);
  for (const option of ['session-timeout', 'allow-secret'] as const) {
    const isGiven = option === 'allow-secret' ? allowedSecrets.size > 0 : own[option] !== undefined;
    if (isGiven && own.record === undefined)
      throw usageError(`--${option} has an effect only with --record`);
  }
  const timeout = wholeNumber('session-timeout', own['session-timeout'] ?? '3600', 0);
  return {
    common,
    address: listenAddress(own.listen ?? '127.0.0.1:3000'),
    allowedHosts: new Set([
      ...hosts.flatMap((value) => allowedHosts('--allow-host', value)),
      ...allowedHosts('SPINTAPE_ALLOW_HOSTS', env['SPINTAPE_ALLOW_HOSTS'] ?? ''),
    ]),
    record: own.record,
    cassette: own.cassette,
    hotReplay: !switches.has('no-hot-replay'),
    sessionTimeoutMs: timeout === 0 ? undefined : timeout * 1000,
    maxStoreBytes: storeSize(own['max-store'] ?? '1G'),
    maxCalls: wholeNumber('max-calls', own['max-calls'] ?? String(DEFAULT_MAX_CALLS), 1),
    exposeSecret: own['expose-secret'],
    allowedSecrets,
    secretSinks,
  };
}

function listenAddress(text: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3] ?? Number.NaN);
  if (!(port <= 65_535)) {
    throw usageError(`--listen takes HOST:PORT with a port up to 65535, not "${text}"`);
  }
  // No host at all must not mean every address of the machine, as it does to the system.
  return { host: match?.[1] || match?.[2] || '127.0.0.1', port };
}

function allowedHosts(source: string, list: string): string[] {
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
