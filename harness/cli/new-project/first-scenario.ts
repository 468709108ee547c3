import { printString } from '../../cassette/yaml/yaml-scalar.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';

/** A scenario with one call to each public route of an app. */
export function firstScenario(
  { variables, routes, name }: AppManifest,
  { schema }: { readonly schema: string },
): string {
  const required = [...variables].filter(([, { required }]) => required);
  const given = required.map(([name, { secret }]) =>
    secret ? `${name}: <secret:${name}>` : `${name}: example`,
  );
  const world = given.length === 0 ? '' : `, variables: {${given.join(', ')}}`;
  const paths = routes.length === 0 ? ['/'] : routes.map(({ raw }) => pathOf(raw));
  const calls = [...new Set(paths)].map(
    (path) => `---\nrequest: {method: GET, path: ${printString(path)}}\n`,
  );
  return `# yaml-language-server: $schema=${encodeURI(schema)}
# Calls of ${JSON.stringify(name)} to record: \`spintape record\` makes a cassette of them.
spintape: 1
name: first
world: {clock: 2026-01-05T09:00:00Z, seed: 1${world}}
${calls.join('')}`;
}

/** A path that a route takes. */
function pathOf(route: string): string {
  const path = route
    .replace(/\/\.\.\.$/, '')
    .split('/')
    .map((segment) => (segment.startsWith(':') ? '1' : segment))
    .join('/');
  return path.startsWith('/') ? path : `/${path}`;
}
