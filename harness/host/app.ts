import type { WorldHost } from './host.ts';
import type { AppManifest } from './manifest/app-manifest.ts';

/** An app that can be run: its manifest, and the host of its components. */
export interface App {
  readonly manifest: AppManifest;
  readonly host: WorldHost;
}
