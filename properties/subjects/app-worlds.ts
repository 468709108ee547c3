import { type AppManifest, type AppWorld, resolveAppWorld } from '../../harness/internal.ts';
import type { Start } from '../runner/trace.ts';

/** The worlds of an app by their variables. */
export class AppWorlds {
  readonly #app: AppManifest;
  readonly #worlds = new Map<string, AppWorld>();

  constructor(app: AppManifest) {
    this.#app = app;
  }

  /**
   * The app with these variables; always the same object, so that it is sent to each worker only
   * once.
   */
  world(variables: Start['variables'] = {}): AppWorld {
    const key = JSON.stringify(Object.entries(variables).sort());
    const values = { world: new Map(Object.entries(variables)), overrides: new Map() };
    const world = this.#worlds.get(key) ?? resolveAppWorld(this.#app, values);
    this.#worlds.set(key, world);
    return world;
  }
}
