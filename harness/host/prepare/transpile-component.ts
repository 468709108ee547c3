/** The version of jco that the package pins; a folder from another version is stale. */
export const JCO_VERSION = '1.13.0';

/** A file that transpiling creates. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A component as JavaScript glue and the core modules that the glue asks for by name. */
export interface TranspiledComponent {
  readonly glue: string;
  /** In the order in which the glue asks for them: `glue.core.wasm`, `glue.core2.wasm`, ... */
  readonly cores: readonly NamedBytes[];
  /** The interfaces that the component exports, with versions where it names them. */
  readonly exports: readonly string[];
  /** The interfaces that the component imports, without versions: `wasi:io/poll`. */
  readonly imports: readonly string[];
}

/**
 * Turns a component into glue that instantiates its core modules synchronously. Takes some 5 s and
 * 1 GB for a component of 12 MB, so it belongs in a build. jco is loaded only here, because loading
 * it takes longer than loading the rest of the harness; its `component` entry does without the
 * dependencies of its command line.
 *
 * @throws what jco throws for bytes that are not a valid component.
 */
export async function transpileComponent(component: Uint8Array): Promise<TranspiledComponent> {
  const { generate } = await import('@bytecodealliance/jco/component');
  const { files, imports, exports } = await generate(component, {
    name: 'glue',
    instantiation: { tag: 'sync' },
    noNodejsCompat: true,
    noTypescript: true,
    tracing: false,
    base64Cutoff: 0,
  });
  const named = files.map(([name, bytes]) => ({ name, bytes }));
  const glue = named.find(({ name }) => name === 'glue.js');
  if (!glue) throw new Error('jco did not write glue.js');
  return {
    glue: new TextDecoder().decode(glue.bytes),
    cores: named.filter(({ name }) => name.endsWith('.wasm')),
    exports: exports.map(([name]) => name),
    imports,
  };
}
