/** A component of this repository: what it is built from, and the file it becomes. */
export interface ComponentSource {
  readonly name: string;
  /** The module that listens for requests, from the project root. */
  readonly entry: string;
  /** The component's file, from the project root; `spin.toml` names it as `source`. */
  readonly output: string;
  /** Whether the package contains it, prepared; default: no. */
  readonly isPackaged?: boolean;
  /** A WIT file with a world named like the component, if the SDK's world is not enough. */
  readonly world?: string;
  /** Modules that stand in for others when the component is bundled. */
  readonly overlay?: Overlay;
}

/** Two folders of the project: a module of `over` stands in for that of the same path in `base`. */
export interface Overlay {
  readonly base: string;
  readonly over: string;
}

/** The components of the shipped app. */
export const APP_COMPONENTS: readonly ComponentSource[] = ['vfs', 'mock', 'github', 'gateway'].map(
  (name) => ({
    name,
    entry: `spin-app/${name}/entry.ts`,
    output: `spin-app/dist/${name}.wasm`,
    isPackaged: true,
  }),
);

/** The components that only tests run. */
export const TEST_COMPONENTS: readonly ComponentSource[] = [
  {
    name: 'probe',
    entry: 'test-apps/probe/entry.ts',
    output: 'test-apps/probe/dist/probe.wasm',
    world: 'test-apps/probe/world.wit',
  },
  {
    name: 'variants',
    entry: 'test-apps/variants/entry.ts',
    output: 'test-apps/variants/dist/variants.wasm',
    world: 'test-apps/variants/world.wit',
  },
  ...APP_COMPONENTS.map(({ name, entry }) => ({
    name: `faulty-${name}`,
    entry,
    output: `properties/mutants/dist/${name}.wasm`,
    overlay: { base: 'spin-app', over: 'properties/mutants' },
  })),
  ...['site', 'api'].map((name) => ({
    name,
    entry: `test-apps/foreign/components/${name}/${name}.ts`,
    output: `test-apps/foreign/components/${name}/dist/${name}.wasm`,
  })),
];
