import { EndpointHost } from '../../host/endpoint-host.ts';
import type { AnsweringHost } from '../../host/host.ts';
import { usageError } from '../options/usage-error.ts';

/**
 * The origin of a service, as `--endpoint` names it.
 *
 * @throws HarnessError `usage`.
 */
export function endpointOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && url.pathname === '/' && url.search === '') return url.origin;
  throw usageError(`--endpoint takes http://HOST:PORT, not "${text}"`);
}

/**
 * The service at a URL, after a first answer of it.
 *
 * @throws HarnessError `usage` for an option that has no effect there, and `host-failed` when
 *   nobody answers.
 */
export async function openService(
  endpoint: string,
  options: Readonly<Record<string, unknown>>,
): Promise<AnsweringHost> {
  const given = Object.keys(options).find((name) => options[name] !== undefined);
  if (given === 'app') throw usageError('--app and --endpoint are two subjects');
  if (given !== undefined) {
    throw usageError(
      `--${given} and --endpoint cannot be used together`,
      'A running service has a world of its own, and is of one build.',
    );
  }
  const service = new EndpointHost(endpointOrigin(endpoint));
  // A service that is not there is one error, and not one of each file.
  await service.answer({ method: 'GET', path: '/', headers: [], body: new Uint8Array() });
  return service;
}
