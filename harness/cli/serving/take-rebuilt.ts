import { HarnessError } from '../../errors.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { hostOf } from '../../host/open-app.ts';
import { prepareApp } from '../../host/prepare-app.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { preparingDisplay } from '../preparing-display.ts';
import type { Terminal } from '../terminal.ts';
import type { RenewableHost } from './renewable-host.ts';
import { watchComponents } from './watch-components.ts';

/**
 * Lets a service take components that are built again, and says so.
 *
 * @param around.isRecording whether the service records: a recording names the build that it began
 * with, so that other builds are not taken
 * @returns a function that ends it
 */
export function takeRebuilt(
  manifest: AppManifest,
  around: {
    readonly host: RenewableHost;
    readonly isRecording: boolean;
    readonly options: CommonOptions;
    readonly terminal: Terminal;
  },
): () => Promise<void> {
  const { host, isRecording, options, terminal } = around;
  const onPrepare = preparingDisplay(terminal, options);
  return watchComponents(manifest, async (component) => {
    if (isRecording) {
      terminal.note(`${component} was rebuilt; ${RECORDED}`);
      return;
    }
    try {
      await prepareApp(manifest, onPrepare);
      host.renew(hostOf(manifest, { ...options, onPrepare }));
      if (!options.quiet) terminal.note(`${component} was rebuilt; calls get the new build`);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      // A build may be written in several steps; the next change is looked at again.
      terminal.note(`${component} was rebuilt; calls get the old build: ${error.message}`);
    }
  });
}

const RECORDED = 'this service records the old build: start it again for the new one';
