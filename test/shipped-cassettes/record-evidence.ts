import { fileURLToPath } from 'node:url';
import {
  type App,
  type CassetteFile,
  EmbeddedHost,
  findCassettes,
  LiveOutbound,
  type OutboundHttp,
  readCassette,
  readManifest,
  recordScenario,
} from '../../harness/internal.ts';
import { hotReplays } from '../../harness/replay/hot-replay.ts';
import { type Context, nockContext } from './contexts.ts';
import { githubUpstream } from './github-upstreams.ts';

/** The token that the scenarios of the github component are recorded with. */
export const EVIDENCE_TOKEN = 'ghp_evidenceOfSpintape0123456789abcdefgh';

/** How a scenario is recorded. */
export interface RecordingOptions {
  /** The simulation of GitHub (default: nock). */
  readonly stage?: Context;
  /** The outbound port (default: that of the real network). */
  readonly outbound?: OutboundHttp;
}

/** A path of the project as an absolute one. */
export function projectPath(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

/** The names of the files that the package ships, such as `github/issue-pages`, sorted. */
export function shippedNames(folder: 'scenarios' | 'cassettes'): string[] {
  const root = projectPath(folder);
  return findCassettes([root]).map((path) => path.slice(root.length + 1, -'.yaml'.length));
}

/** Opens a built app, given its manifest's path in the project. */
export async function openBuiltApp(path = 'spin-app/spin.toml'): Promise<App> {
  const manifest = await readManifest(projectPath(path));
  return { manifest, host: new EmbeddedHost(manifest, { mode: 'reset', workers: 1 }) };
}

/**
 * Records a shipped scenario against its simulated GitHub.
 *
 * @param name as in the header, such as `github/issue-pages`
 * @throws Error when a request has no answer or an answer is not used, or when the scenario's
 * `origin` is not the upstream's.
 */
export async function recordEvidence(
  app: App,
  name: string,
  { stage = nockContext, outbound = new LiveOutbound() }: RecordingOptions = {},
): Promise<CassetteFile> {
  const file = `scenarios/${name}.yaml`;
  const scenario = readCassette(projectPath(file));
  const upstream = githubUpstream(name);
  const recording = {
    app,
    outbound,
    overrides: new Map(upstream === undefined ? [] : [['github_token', EVIDENCE_TOKEN]]),
    openChecks: hotReplays(app, 'calls-with-secrets'),
    now: () => 0,
  };
  if (upstream === undefined) return recordScenario(recording, { scenario, file });
  if (scenario.header.origin !== upstream.origin) {
    throw new Error(`${file} must say "origin: ${upstream.origin}"`);
  }
  const recorded: CassetteFile[] = [];
  await stage(upstream, async () => {
    recorded.push(await recordScenario(recording, { scenario, file }));
  });
  upstream.requireDone();
  const [cassette] = recorded;
  if (cassette === undefined) throw new Error(`the stage of ${file} did not perform`);
  return cassette;
}
