// Loads a package that is installed in this folder, and nowhere else.
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
