import { availableParallelism } from 'node:os';
import { packageFile } from '../package-files.ts';
import type { App } from './app.ts';
import { EmbeddedHost } from './embedded/embedded-host.ts';
import type { InstanceMode } from './embedded/instance-mode.ts';
import type { AppManifest } from './manifest/app-manifest.ts';
import { readManifest } from './manifest/read-manifest.ts';
import type { PreparingListener } from './prepare-app.ts';

/** How the components of an app are run. */
export interface AppSettings {
  /** The most worker threads. Default: one for each core. */
  readonly workers?: number | undefined;
  /** How each call gets its clean instance. Default: `reset`. */
  readonly instances?: InstanceMode | undefined;
  /** How long a call may run, in milliseconds. Default: 25,000. */
  readonly deadlineMs?: number | undefined;
  /** Called before a component is prepared on its first use, and afterwards. */
  readonly onPrepare?: PreparingListener | undefined;
}

/** The manifest of the app that comes with this package. */
export const SHIPPED_MANIFEST = packageFile('spin-app/spin.toml');

/**
 * Opens an app: reads its manifest, and makes a host that runs its components in worker threads of
 * this process. Threads start with the first call. Call `app.host.close()` when it is no longer
 * needed; until then its threads keep the process alive.
 *
 * @param path a spin.toml (manifest version 2), or the folder that holds one. Default: the shipped
 * app.
 * @throws HarnessError `not-found`, `unreadable`, `manifest-invalid` or `manifest-unsupported`.
 */
export async function openApp(path = SHIPPED_MANIFEST, settings: AppSettings = {}): Promise<App> {
  const manifest = await readManifest(path);
  return { manifest, host: hostOf(manifest, settings) };
}

/** A host of the components of an app, as they are now. */
export function hostOf(manifest: AppManifest, settings: AppSettings): EmbeddedHost {
  const { workers = availableParallelism(), instances: mode = 'reset' } = settings;
  const { deadlineMs, onPrepare } = settings;
  return new EmbeddedHost(manifest, { mode, workers, deadlineMs, onPrepare });
}
