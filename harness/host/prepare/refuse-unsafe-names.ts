import type { NamedBytes } from './transpile-component.ts';

/**
 * ASCII that ends no string, comment or line of JavaScript: no quotes, no backslash, no control
 * characters, no end of a comment.
 */
const SAFE = /^(?:(?!\*\/)[ !#-&(-[\]-_a-~])*$/;

/**
 * Refuses names that would become JavaScript. jco puts the names of a core module's imports and
 * exports between quotes without escaping them, so what follows a quote in a name would be code of
 * the glue. All other names of a component are kebab-case, or jco refuses the component.
 *
 * @throws Error that names the name.
 */
export async function refuseUnsafeNames(cores: readonly NamedBytes[]): Promise<void> {
  for (const { bytes } of cores) {
    const module = await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
    const imports = WebAssembly.Module.imports(module).flatMap((one) => [one.module, one.name]);
    const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
    const unsafe = [...imports, ...exports].find((name) => !SAFE.test(name));
    if (unsafe !== undefined) {
      const shown = JSON.stringify(unsafe.slice(0, 80)).replace(/[^ -~]/g, escaped);
      throw new Error(`a core module has the name ${shown}, which cannot be written as JavaScript`);
    }
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
