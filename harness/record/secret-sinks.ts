import { HarnessError } from '../errors.ts';
import type { SecretSinks } from '../world/secrets/refused-placeholder.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/**
 * Checks that the user declares the sinks that a file asks for. The file alone cannot declare them:
 * it may come from an attacker, and a sink says where the user's secret may go.
 *
 * @throws HarnessError `usage`.
 */
export function requireSinks(
  asked: SecretSinks | undefined,
  { declared, file }: { readonly declared: SecretSinks | undefined; readonly file: string },
): void {
  for (const [variable, parts] of asked ?? []) {
    const missing = [...parts].filter((part) => declared?.get(variable)?.has(part) !== true);
    if (missing.length === 0) continue;
    const option = `--secret-sink ${variable}=${missing.join(',')}`;
    throw new HarnessError({
      code: 'usage',
      problem:
        `Failed to record: the file sends the secret ${variable} in the ${missing.join(' and ')} ` +
        'of requests',
      next: `If you want that, say so: ${option}.`,
      file,
    });
  }
}

/** The sinks in a cassette's header, for the variables in its world. */
export function notedSinks(
  declared: SecretSinks | undefined,
  { variables }: Pick<StartingWorld, 'variables'>,
): { readonly secretSinks?: SecretSinks } {
  const felt = [...(declared ?? [])].filter(([variable]) => variables.has(variable));
  return felt.length === 0 ? {} : { secretSinks: new Map(felt) };
}
