import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readFileWithin } from '../../read-file.ts';

/** A JSON Schema of this package, by its name. */
export type SchemaName = 'spintape-1' | 'spintape-config-1';

/**
 * The path from a file's folder to the JSON Schema of its format, with slashes: to the copy that
 * `spintape init` made above it, if there is one; to the schema of this package if the file belongs
 * to it; otherwise to the place where npm installs the package in the nearest project above. If
 * there is no project yet, npm creates one in the root of the repository, or in the working
 * directory.
 */
export function schemaReference(path: string, name: SchemaName = 'spintape-1'): string {
  const folder = dirname(resolve(path));
  const file = `${name}.schema.json`;
  const copied = nearestWith(folder, join(SCHEMA_COPIES, file));
  if (copied !== undefined) return slashed(relative(folder, join(copied, SCHEMA_COPIES, file)));
  const project =
    nearestWith(folder, 'package.json') ??
    nearestWith(folder, '.git') ??
    workingFolderAbove(folder);
  if (project === undefined) return `node_modules/${INSTALLED}/${file}`;
  const isOurs = packageName(join(project, 'package.json')) === 'spintape';
  const schemas = isOurs ? 'schema' : join('node_modules', INSTALLED);
  return slashed(relative(folder, join(project, schemas, file)));
}

/** The folder of a project with copies of the schemas, where npm does not install the package. */
export const SCHEMA_COPIES = '.spintape';
/** No manifest of npm is so long. */
const LIMIT = { bytes: 1024 * 1024, tooLarge: () => new Error('it is too large') };
const INSTALLED = 'spintape/schema';

/** The nearest folder, the given one or one above it, that holds a file or folder of this name. */
export function nearestWith(folder: string, name: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestWith(parent, name);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function workingFolderAbove(folder: string): string | undefined {
  const working = resolve();
  return relative(working, folder).startsWith('..') ? undefined : working;
}

function packageName(path: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileWithin(path, LIMIT).toString('utf8'));
    const isObject = typeof manifest === 'object' && manifest !== null;
    return isObject && 'name' in manifest ? manifest.name : undefined;
  } catch {
    return undefined;
  }
}
