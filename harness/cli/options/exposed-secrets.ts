import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { environmentName } from '../../world/variables.ts';
import type { Terminal } from '../terminal.ts';
import { usageError } from './usage-error.ts';

/**
 * The secret variables that components may see, with a warning on stderr.
 *
 * @throws HarnessError `usage` for a name that is not a secret variable, or has no value.
 */
export function exposedSecrets(
  option: string | undefined,
  { variables }: AppManifest,
  { env, err }: Terminal,
): ReadonlySet<string> {
  const names = (option ?? '').split(',').filter((name) => name !== '');
  for (const name of names) {
    if (variables.get(name)?.secret !== true) {
      throw usageError(`--expose-secret: the app has no secret variable "${name}"`);
    }
    if (!env[environmentName(name)]) {
      throw usageError(`--expose-secret: ${environmentName(name)} is not set`);
    }
    err(`warning: components get the value of ${name}, and each call runs twice\n`);
  }
  return new Set(names);
}
