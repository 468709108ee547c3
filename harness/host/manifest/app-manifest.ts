import type { VariableDeclaration } from '../../world/variables.ts';
import type { Route } from './route.ts';

/** What the embedded host needs of a component of a Spin app. */
export interface ComponentManifest {
  readonly id: string;
  /** The line of its table, or of the trigger that defines it inline; counted from 1. */
  readonly line: number;
  /** Path of the Wasm file, relative to the manifest's folder. */
  readonly source: string;
  /** Labels of the key-value stores that it may open. */
  readonly keyValueStores: readonly string[];
  /** Templates of the hosts that it may reach. */
  readonly allowedOutboundHosts: readonly string[];
  /** Templates of its variables by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Environment variables by name. */
  readonly environment: ReadonlyMap<string, string>;
}

/** A component, or a trigger of one, that the embedded host cannot run. The rest runs. */
export interface LeftOut {
  readonly component: string;
  /** Why, as a clause: "the embedded host cannot give it sqlite_databases". */
  readonly why: string;
  /** What to do about it, as a sentence. */
  readonly next: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A Spin app manifest of version 2, without the parts for building and deploying. */
export interface AppManifest {
  /** The manifest as the user named it. */
  readonly file: string;
  readonly name: string;
  /** Empty when the manifest has none. */
  readonly version: string;
  /** Application variables by name. */
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  /** Components that can be run, by id, in the order of the manifest. */
  readonly components: ReadonlyMap<string, ComponentManifest>;
  /** Components that cannot, by id. */
  readonly leftOut: ReadonlyMap<string, LeftOut>;
  /** Triggers of other types than HTTP, of components that run. */
  readonly ignoredTriggers: readonly LeftOut[];
  /**
   * Public routes, also to components that are left out; of several with the same path only the
   * last, as in Spin.
   */
  readonly routes: readonly Route[];
}
