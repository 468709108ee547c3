import { HarnessError } from '../errors.ts';
import { parseAllowedHosts } from '../world/allowed-hosts.ts';
import { placeholder } from '../world/secrets/fixed-placeholder.ts';
import { SecretSwap } from '../world/secrets/secret-swap.ts';
import {
  environmentName,
  type GivenIn,
  type ResolvedVariables,
  resolveVariables,
} from '../world/variables.ts';
import type { ComponentGrant } from './host.ts';
import type { AppManifest } from './manifest/app-manifest.ts';

/**
 * Refuses a world with a secret whose value is not known. A replay needs no value, but a live
 * upstream would get the placeholder.
 *
 * @throws HarnessError `variable-undefined`.
 */
export function requireSecrets({ variables }: AppWorld, file: string): void {
  for (const [name, value] of variables.app) {
    if (value !== placeholder(name) || variables.secrets.has(name)) continue;
    throw new HarnessError({
      code: 'variable-undefined',
      problem: `Failed to record: the world uses the secret "${name}", whose value is not given`,
      next: `Set the environment variable ${environmentName(name)}.`,
      file,
    });
  }
}

/**
 * An app with its variables resolved: what each component may use, and the secrets hidden from it.
 */
export interface AppWorld {
  readonly manifest: AppManifest;
  readonly grants: ReadonlyMap<string, ComponentGrant>;
  readonly secrets: SecretSwap;
  readonly variables: ResolvedVariables;
}

/**
 * Resolves an app's variables and what its components are granted.
 *
 * @param values where variables get their values: from the starting world, or else from overrides
 * (command line and environment), or else from their defaults
 * @throws HarnessError as `resolveVariables` does.
 */
export function resolveAppWorld(
  manifest: AppManifest,
  values: {
    readonly world: ReadonlyMap<string, string>;
    readonly overrides: ReadonlyMap<string, string>;
    /** Where the user can give a missing value; default: in the environment. */
    readonly givenIn?: GivenIn;
  },
): AppWorld {
  const variables = resolveVariables({
    file: manifest.file,
    declarations: manifest.variables,
    components: manifest.components,
    ...values,
  });
  const grants = new Map(
    [...manifest.components].map(([id, component]): [string, ComponentGrant] => [
      id,
      {
        variables: variables.component(id),
        secretVariables: variables.secretVariables(id),
        environment: component.environment,
        stores: component.keyValueStores,
        allowedHosts: parseAllowedHosts(variables.allowedHosts(id)),
      },
    ]),
  );
  return { manifest, grants, secrets: new SecretSwap(variables.secrets), variables };
}
