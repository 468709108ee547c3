import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type App,
  type AppManifest,
  type CassetteFile,
  EmbeddedHost,
  LiveOutbound,
  readManifest,
  recordScenario,
} from '../../harness/internal.ts';
import { hotReplays } from '../../harness/replay/hot-replay.ts';
import { type Answer, HostileUpstream, type Origins } from './hostile-upstream.ts';
import { PROBE_TOKEN } from './probe-request.ts';
import type { CasePlace, WireCase } from './wire-case.ts';

/** The app that all cases run. */
export const PROBE_APP = fileURLToPath(new URL('../../test-apps/probe/spin.toml', import.meta.url));

const NO_STATE = { exchanges: [], given: new Map(), state: new Map() };

/** A case's name as a path segment. */
export function placeOf({ name }: WireCase): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

/** The upstream of some cases, and the app that calls it. */
export class WireContext {
  readonly upstream: HostileUpstream;
  readonly origins: Origins;
  readonly app: App;

  private constructor(upstream: HostileUpstream, origins: Origins, manifest: AppManifest) {
    this.upstream = upstream;
    this.origins = origins;
    const host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1 });
    this.app = { manifest, host };
  }

  static async open(cases: readonly WireCase[]): Promise<WireContext> {
    const answers = cases.flatMap(
      (wire): Array<[string, Answer]> =>
        wire.upstream === undefined ? [] : [[placeOf(wire), wire.upstream]],
    );
    const upstream = new HostileUpstream(new Map(answers));
    return new WireContext(upstream, await upstream.listen(), await readManifest(PROBE_APP));
  }

  /** The call of a case to the probe, always at the same time. */
  scenario(wire: WireCase): CassetteFile {
    const place = placeOf(wire);
    const at: CasePlace = { url: `${this.origins.http}/${place}`, place, origins: this.origins };
    const world = { seed: 1, clock: Date.UTC(2026, 10, 21, 9), keep: [] };
    const empty = { variables: new Map(), files: new Map(), store: new Map() };
    return {
      header: { name: place, world: { ...world, ...empty } },
      entries: wire.calls(at).map((request) => ({ line: 1, request, ...NO_STATE })),
    };
  }

  /** Records a case against its upstream. */
  record(wire: WireCase): Promise<CassetteFile> {
    return recordScenario(
      {
        app: this.app,
        outbound: new LiveOutbound(wire.limits ?? {}),
        overrides: new Map([['token', PROBE_TOKEN]]),
        openChecks: hotReplays(this.app, 'calls-with-secrets'),
        now: () => Date.now(),
      },
      { scenario: this.scenario(wire), file: join('scenarios', `${placeOf(wire)}.yaml`) },
    );
  }

  /** A text with names in the place of the origins, whose ports are others in each run. */
  named(text: string): string {
    const { http, tls, ipv6 } = this.origins;
    return text
      .replaceAll(http, 'http://upstream')
      .replaceAll(tls, 'https://tls')
      .replaceAll(ipv6 ?? tls, 'http://ipv6');
  }

  async close(): Promise<void> {
    this.upstream.close();
    await this.app.host.close();
  }
}
