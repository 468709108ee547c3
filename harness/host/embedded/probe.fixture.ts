import { fileURLToPath } from 'node:url';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import { CallSequence } from '../../world/call-sequence.ts';
import { MemoryKeyValue } from '../../world/key-value/key-value.ts';
import type { OutboundHttp } from '../../world/outbound-http/port.ts';
import { REFUSING_OUTBOUND } from '../../world/outbound-http/refusing.ts';
import { resolveAppWorld } from '../app-world.ts';
import type { CallOutcome, CallWorld } from '../host.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { EmbeddedHost, type EmbeddedHostSettings } from './embedded-host.ts';

/** The token that the tests give to the probe; a component must never see it. */
export const PROBE_TOKEN = 'ghp_probeTokenOfTheTests0123456789';

/** The probe app on a host, and a world for its calls. */
export interface Probe {
  readonly host: EmbeddedHost;
  readonly keyValue: MemoryKeyValue;
  /** Calls `/probe<path>` in a world that is kept from call to call. */
  call(path: string, options?: ProbeOptions): Promise<CallOutcome>;
}

/** Settings of one call of the probe. */
export interface ProbeOptions {
  readonly method?: string;
  readonly headers?: HttpRequest['headers'];
  readonly body?: string | Uint8Array;
  /** The component's route: `/probe` is granted much, `/sealed` nothing. */
  readonly route?: string;
  readonly world?: Partial<CallWorld>;
}

/** Starts the probe app that `npm run build:test-apps` built. */
export async function openProbe(
  settings: Partial<EmbeddedHostSettings> = {},
  upstream: OutboundHttp = REFUSING_OUTBOUND,
): Promise<Probe> {
  const manifest = fileURLToPath(new URL('../../../test-apps/probe/spin.toml', import.meta.url));
  const app = await readManifest(manifest);
  const host = new EmbeddedHost(app, { mode: 'reset', workers: 1, ...settings });
  const overrides = new Map([['token', PROBE_TOKEN]]);
  const { grants } = resolveAppWorld(app, { world: new Map(), overrides });
  const keyValue = new MemoryKeyValue();
  const sequence = new CallSequence(1, () => 1_700_000_000_000);
  const call: Probe['call'] = (path, options = {}) => {
    const { method = 'GET', headers = [], body = '', route = '/probe', world = {} } = options;
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    return host.call(
      { method, path: `${route}${path}`, headers, body: bytes },
      { ...sequence.next(undefined), grants, keyValue, upstream, timers: 'virtual', ...world },
    );
  };
  return { host, keyValue, call };
}

/** The JSON body of an outcome that must be an answer. */
export function jsonOf(outcome: CallOutcome): unknown {
  if (outcome.kind !== 'answered') throw new Error(`no answer: ${JSON.stringify(outcome)}`);
  return JSON.parse(new TextDecoder().decode(outcome.response.body));
}
