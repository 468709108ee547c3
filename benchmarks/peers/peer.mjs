// Loads a package that is installed only in this folder.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The package, or undefined when `npm ci` was not run here. */
export function peer(name) {
  try {
    return require(name);
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
