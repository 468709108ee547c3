import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a file of this package, seen from the compiled harness or its source. */
export function packageFile(path: string): string {
  const root = import.meta.url.endsWith('.ts') ? '../' : '../../';
  return fileURLToPath(new URL(root + path, import.meta.url));
}

/** The version of this package. */
export function shippedVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8'));
  return String(version);
}

/**
 * Identifies a build of this package: its version, and the digest of its sources, which
 * `npm run build` writes next to its output.
 */
export function shippedBuild(): string {
  const key = readFileSync(packageFile('dist/build-key'), 'utf8');
  return `${shippedVersion()}+${key.slice(0, 16)}`;
}
