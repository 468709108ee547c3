import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/**
 * The path from a cassette's folder to the JSON Schema of its format, with slashes: to the schema
 * of this package where the cassette belongs to it, else to where npm installs the package in the
 * nearest project above.
 */
export function schemaReference(path: string): string {
  const folder = dirname(resolve(path));
  const project = nearestProject(folder);
  if (project === undefined) return `node_modules/${INSTALLED}`;
  const isOurs = packageName(join(project, 'package.json')) === 'spintape';
  const schema = join(project, isOurs ? SCHEMA : join('node_modules', INSTALLED));
  return relative(folder, schema).split(sep).join('/');
}

const SCHEMA = 'schema/spintape-1.schema.json';
const INSTALLED = `spintape/${SCHEMA}`;

function nearestProject(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestProject(parent);
}

function packageName(path: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isObject = typeof manifest === 'object' && manifest !== null;
    return isObject && 'name' in manifest ? manifest.name : undefined;
  } catch {
    return undefined;
  }
}
