import { afterAll, describe, expect, it } from 'vitest';
import {
  type App,
  type CassetteFile,
  type HeaderList,
  LiveOutbound,
  type OutboundHttp,
  parseCassette,
  printCassette,
  recordScenario,
  replayCassette,
} from '../../harness/internal.ts';
import { hotReplays } from '../../harness/replay/hot-replay.ts';
import { nockContext } from './contexts.ts';
import { EVIDENCE_TOKEN, openBuiltApp, recordEvidence } from './record-evidence.ts';
import { Upstream } from './upstream.ts';

/** The placeholder of the probe app's secret variable `token`. */
const PLACEHOLDER = 'spintape-secret.token.stand-in';

const apps: App[] = [];

afterAll(async () => {
  for (const { host } of apps) await host.close();
});

async function open(manifest?: string): Promise<App> {
  const app = await openBuiltApp(manifest);
  apps.push(app);
  return app;
}

/** Records one request to the probe app, whose variable `token` is a secret. */
async function recordProbe(app: App, request: string): Promise<CassetteFile> {
  const scenario = parseCassette(
    `spintape: 1\nname: probe/secret\nworld: {clock: 2026-01-05T09:00:00Z}\n---\nrequest: ${request}\n`,
    'secret.yaml',
  );
  const recording = {
    app,
    outbound: new LiveOutbound(),
    overrides: new Map([
      ['token', EVIDENCE_TOKEN],
      ['upstream', 'https://api.github.com'],
    ]),
    openChecks: hotReplays(app, 'calls-with-secrets'),
    now: () => 0,
  };
  return recordScenario(recording, { scenario, file: 'secret.yaml' });
}

function answerOf({ entries }: CassetteFile): unknown {
  return JSON.parse(new TextDecoder().decode(entries[0]?.response?.body));
}

describe('a secret variable', () => {
  it('reaches the upstream, and neither the component nor the cassette', async () => {
    const app = await open();
    const live = new LiveOutbound();
    const sent: HeaderList[number][] = [];
    const outbound: OutboundHttp = {
      send: (request, options) => {
        sent.push(...request.headers.filter(([name]) => name === 'authorization'));
        return live.send(request, options);
      },
    };
    const cassette = await recordEvidence(app, 'github/file-contents', { outbound });
    expect(sent).toEqual([
      ['authorization', `Bearer ${EVIDENCE_TOKEN}`],
      ['authorization', `Bearer ${EVIDENCE_TOKEN}`],
    ]);
    const text = printCassette(cassette, 'schema.json');
    expect(text).not.toContain(EVIDENCE_TOKEN);
    expect(text.match(/authorization: .*/g)).toEqual([
      'authorization: Bearer <secret:github_token>',
      'authorization: Bearer <secret:github_token>',
    ]);
  });

  it('is a placeholder to a component that echoes it, in recording and replay alike', async () => {
    const app = await open('test-apps/probe/spin.toml');
    const cassette = await recordProbe(app, '{method: GET, path: /probe/variable?name=token}');
    expect(answerOf(cassette)).toEqual({ value: PLACEHOLDER });
    const text = printCassette(cassette, 'schema.json');
    expect(text).toContain('json: {value: <secret:token>}');
    const file = 'secret.yaml';
    const replay = await replayCassette(app, { cassette: parseCassette(text, file), file });
    expect(replay).toEqual({ verdict: 'same', calls: 1, differences: [] });
  });

  it('is a placeholder in an answer of the upstream that holds it', async () => {
    const app = await open('test-apps/probe/spin.toml');
    const echo = new Upstream('a test', [
      {
        answer: {
          status: 200,
          headers: [['etag', EVIDENCE_TOKEN]],
          body: `it is ${EVIDENCE_TOKEN}`,
        },
        accepts: () => true,
      },
    ]);
    let cassette: CassetteFile | undefined;
    await nockContext(echo, async () => {
      const url = encodeURIComponent('https://api.github.com/');
      cassette = await recordProbe(app, `{method: GET, path: '/probe/fetch?url=${url}'}`);
    });
    if (cassette === undefined) throw new Error('nothing was recorded');
    expect(answerOf(cassette)).toEqual({
      ok: true,
      value: {
        status: 200,
        headers: [
          ['content-length', '36'],
          ['etag', PLACEHOLDER],
        ],
        body: `it is ${PLACEHOLDER}`,
      },
    });
    const text = printCassette(cassette, 'schema.json');
    expect(text).not.toContain(EVIDENCE_TOKEN);
    expect(text).toContain('text: it is <secret:token>');
  });
});
