import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import {
  isSecretSink,
  SECRET_SINKS,
  type SecretSink,
  type SecretSinks,
} from '../../world/secrets/refused-placeholder.ts';
import { isRepeatable } from './repeatable-text.ts';
import { usageError } from './usage-error.ts';

const SECRET_SINK = '--secret-sink';

const [LAST_SINK = '', ...SINKS] = SECRET_SINKS.toReversed();
const USE_PARTS = `Use ${SINKS.toReversed().join(', ')} or ${LAST_SINK}, or several with commas.`;

// Users who take PART for the value of the variable give the secret itself.
function shown(part: string): string {
  if (part === '') return 'PART: no part of a request is named';
  return isRepeatable(part)
    ? `${part}: ${JSON.stringify(part)} is not a part of a request`
    : 'PART: PART is not a part of a request';
}

/**
 * Where secrets may go, other than into the values of headers.
 *
 * @param values `NAME=PART`, with commas between several parts
 * @throws HarnessError `usage` for a name that is not a secret variable, or an unknown part.
 */
export function secretSinks(values: readonly string[], { variables }: AppManifest): SecretSinks {
  const sinks = new Map<string, Set<SecretSink>>();
  for (const value of values) {
    const [name, ...rest] = value.split('=');
    if (name === undefined || variables.get(name)?.secret !== true) {
      throw usageError(`${SECRET_SINK}: the app has no secret variable "${name}"`);
    }
    const parts = rest.join('=').split(',');
    const declared = sinks.get(name) ?? new Set();
    sinks.set(name, declared);
    for (const part of parts) {
      if (!isSecretSink(part)) {
        throw usageError(`${SECRET_SINK} ${name}=${shown(part)}`, USE_PARTS);
      }
      declared.add(part);
    }
  }
  return sinks;
}
