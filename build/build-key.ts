import { createHash } from 'node:crypto';
import { ENGINE_DIGEST } from './patched-engine.ts';

/** Everything that the behaviour of a built component depends on. */
export interface BuildInputs {
  /** The bundled module. */
  readonly bundle: string;
  /** The text of the component's own WIT world, when it has one. */
  readonly world?: string | undefined;
  /** The text of package-lock.json. */
  readonly lock: string;
}

/**
 * The packages that turn a bundle into a component, with all below them. jco is not one of them: it
 * affects only how the host runs the component.
 */
const TOOLS = [
  'node_modules/@fermyon/',
  'node_modules/@bytecodealliance/weval',
  'node_modules/@bytecodealliance/wizer',
  'node_modules/esbuild',
];

/**
 * The key of a build: the first 16 hexadecimal digits of a SHA-256. Builds are not
 * byte-reproducible, so the sources and tools identify a component rather than its bytes do; the
 * same checkout has the same key on every machine.
 */
export function buildKey({ bundle, world, lock }: BuildInputs): string {
  const inputs = JSON.stringify([bundle, world ?? null, ENGINE_DIGEST, toolVersions(lock)]);
  return createHash('sha256').update(inputs).digest('hex').slice(0, 16);
}

/** The locked version of every package of the tools, by its place in node_modules. */
export function toolVersions(lock: string): [place: string, version: string][] {
  const { packages }: { packages: Record<string, { version?: string }> } = JSON.parse(lock);
  return Object.entries(packages)
    .filter(([place]) => TOOLS.some((tool) => place.startsWith(tool)))
    .map(([place, { version }]): [string, string] => [place, version ?? ''])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
