import { afterAll, beforeAll, expect } from 'vitest';
import { type ServedApp, serveApp } from '../spintape.fixture.ts';

/** On a machine that builds at the same time, a start takes its time; in milliseconds. */
export const START_LIMIT = 60_000;

/** How the app of a file of tests is served. */
export interface TestedAppSettings {
  readonly workers?: number;
  /** Makes what is added to the environment, just before the start. */
  readonly env?: () => Promise<Readonly<Record<string, string>>>;
}

/**
 * Serves the built app, as a process of its own, while the tests of a file run. It must exit
 * cleanly: no request of a test is an error of the service.
 */
export function testedApp({ workers = 2, env }: TestedAppSettings = {}): { readonly url: string } {
  const served: { app?: ServedApp } = {};
  beforeAll(async () => {
    const added = await env?.();
    served.app = await serveApp(['--quiet', '--workers', String(workers)], {
      env: added,
    });
  }, START_LIMIT);
  afterAll(async () => {
    const ended = await served.app?.end();
    expect({ code: ended?.code, stderr: ended?.stderr }).toEqual({ code: 0, stderr: '' });
  });
  return {
    get url() {
      if (served.app === undefined) throw new Error('the app is served only while tests run');
      return served.app.url;
    },
  };
}
