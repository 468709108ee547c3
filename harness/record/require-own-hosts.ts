import { HarnessError } from '../errors.ts';
import type { AppWorld } from '../host/app-world.ts';
import { pointer } from '../world/places.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { templateVariables } from '../world/template.ts';
import { environmentName } from '../world/variables.ts';

/** A scenario's variables, and the other sources of their values. */
interface HostSources {
  readonly appWorld: AppWorld;
  /** Values of the command line and the environment. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Of the scenario. */
  readonly written: Pick<StartingWorld, 'variables' | 'places'>;
}

/**
 * Refuses a scenario that chooses the hosts that a component with a secret may reach: an attacker's
 * scenario could have the user's secret sent to the attacker. The default in spin.toml is the
 * app's, and the environment is the user's.
 *
 * @throws HarnessError `usage`.
 */
export function requireOwnHosts({ appWorld, overrides, written }: HostSources, file: string): void {
  const { manifest } = appWorld;
  for (const [id, { allowedOutboundHosts }] of manifest.components) {
    const [secret] = [...appWorld.variables.secretVariables(id).values()]
      .flat()
      .flatMap((part) => (typeof part === 'string' ? [] : [part.secret]));
    if (secret === undefined) continue;
    for (const name of allowedOutboundHosts.flatMap(templateVariables)) {
      const value = written.variables.get(name);
      const own = overrides.get(name) ?? manifest.variables.get(name)?.default;
      if (value === undefined || value === own) continue;
      throw new HarnessError({
        code: 'usage',
        problem:
          `Failed to record: the scenario lets ${id}, which has the secret ${secret}, reach ` +
          `another host, by the variable ${name}`,
        next: `If you trust that host with ${secret}, set ${environmentName(name)} to it too.`,
        file,
        line: written.places?.get(pointer('variables', name))?.line,
      });
    }
  }
}
