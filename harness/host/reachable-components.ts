import { allows } from '../world/allowed-hosts.ts';
import type { ComponentGrant } from './host.ts';

/**
 * Components, followed by all others that they may call through service chaining.
 *
 * @param ids all components of the app
 */
export function reachableComponents(
  named: Iterable<string>,
  ids: Iterable<string>,
  grants: ReadonlyMap<string, Pick<ComponentGrant, 'allowedHosts'>>,
): string[] {
  const all = [...ids];
  const reached = new Set(named);
  for (const caller of reached) {
    const hosts = grants.get(caller)?.allowedHosts ?? [];
    for (const id of all) {
      if (allows(hosts, `http://${id}.spin.internal/`)) reached.add(id);
    }
  }
  return [...reached];
}
