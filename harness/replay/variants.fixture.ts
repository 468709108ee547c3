import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { parseCassette } from '../cassette/parse-cassette.ts';
import type { App } from '../host/app.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import { parseManifest } from '../host/manifest/parse-manifest.ts';
import { recordScenario } from '../record/record-scenario.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { hotReplays } from './hot-replay.ts';

const MANIFEST = fileURLToPath(new URL('../../test-apps/variants/spin.toml', import.meta.url));

const hosts: EmbeddedHost[] = [];

afterAll(async () => {
  for (const host of hosts) await host.close();
});

/** The manifest of the variants app, with another variant than the plain one. */
export function variantManifest(variant: string): string {
  return readFileSync(MANIFEST, 'utf8').replace('default = "plain"', `default = "${variant}"`);
}

/** The variants app as a build that behaves like this; it ends after all tests of the file. */
export function openVariant(variant: string): App {
  const manifest = parseManifest(variantManifest(variant), MANIFEST);
  const host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
  hosts.push(host);
  host.buildKey = async () => `key-of-${variant}`;
  return { manifest, host };
}

const UPSTREAM: OutboundHttp = {
  send: async ({ method }) => ({
    kind: 'response',
    response: {
      status: method === 'GET' ? 200 : 201,
      headers: [['content-type', 'application/json']],
      body: new TextEncoder().encode('[]'),
    },
  }),
};

/** What a variant does in two calls of one session, recorded. */
export function recordVariant(variant: string): Promise<CassetteFile> {
  const app = openVariant(variant);
  const file = 'scenarios/variants/two-looks.yaml';
  const call = 'call: {component: variants, session: s-1, tool: look, args: {}}';
  const text = [
    'spintape: 1',
    'name: variants/two-looks',
    'world: {seed: 1, clock: 2026-01-05T09:00:00Z}',
    ...['---', call, '---', call, ''],
  ].join('\n');
  const recording = {
    app,
    outbound: UPSTREAM,
    overrides: new Map<string, string>(),
    openChecks: hotReplays(app, 'calls-with-secrets'),
    now: () => 0,
  };
  return recordScenario(recording, { scenario: parseCassette(text, file), file });
}
