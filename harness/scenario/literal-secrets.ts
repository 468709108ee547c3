import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { pointer } from '../world/places.ts';
import { placeholder } from '../world/secrets/fixed-placeholder.ts';
import { environmentName } from '../world/variables.ts';

/**
 * Warnings for a scenario that states the very value of a secret variable, one line for each. No
 * cassette gets the value, but the scenario is a file that others read.
 */
export function literalSecretWarnings(
  { header }: CassetteFile,
  app: AppManifest,
  path: string,
): string[] {
  const { variables, places } = header.world;
  return [...variables].flatMap(([name, value]) => {
    const isLiteral = value !== '' && value !== placeholder(name);
    if (!isLiteral || app.variables.get(name)?.secret !== true) return [];
    const line = places?.get(pointer('variables', name))?.line ?? 1;
    const next = `Write <secret:${name}>, and set ${environmentName(name)} to record.`;
    return [`warning: ${path}:${line}: the value of the secret "${name}" is here. ${next}`];
  });
}
