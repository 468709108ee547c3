import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readFileWithin } from '../../read-file.ts';

/**
 * The path from a cassette's folder to the JSON Schema of its format, with slashes: to the schema
 * of this package if the cassette belongs to it, otherwise to the place where npm installs the
 * package in the nearest project above. If there is no project yet, npm creates one in the root of
 * the repository, or in the working directory.
 */
export function schemaReference(path: string): string {
  const folder = dirname(resolve(path));
  const project =
    nearest(folder, 'package.json') ?? nearest(folder, '.git') ?? workingFolderAbove(folder);
  if (project === undefined) return `node_modules/${INSTALLED}`;
  const isOurs = packageName(join(project, 'package.json')) === 'spintape';
  const schema = join(project, isOurs ? SCHEMA : join('node_modules', INSTALLED));
  return relative(folder, schema).split(sep).join('/');
}

const SCHEMA = 'schema/spintape-1.schema.json';
/** No manifest of npm is so long. */
const LIMIT = { bytes: 1024 * 1024, tooLarge: () => new Error('it is too large') };
const INSTALLED = `spintape/${SCHEMA}`;

function nearest(folder: string, name: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearest(parent, name);
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
