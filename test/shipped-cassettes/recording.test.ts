import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, printCassette } from '../../harness/internal.ts';
import { mswContext, nockContext } from './contexts.ts';
import { openBuiltApp, type RecordingOptions, recordEvidence } from './record-evidence.ts';
import { ReroutedOutbound, serverContext } from './server-context.ts';

/** Scenarios whose upstream is played: all kinds of methods, bodies, headers and statuses. */
const PLAYED = ['github/file-contents', 'github/issue-pages', 'github/recorded-errors'];

let app: App;

beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.host.close());

async function recordedText(name: string, options: RecordingOptions): Promise<string> {
  return printCassette(await recordEvidence(app, name, options), 'schema.json');
}

describe.each(PLAYED)('recording %s', (name) => {
  it('gives the same bytes through nock and through msw', async () => {
    const throughNock = await recordedText(name, { stage: nockContext });
    expect(await recordedText(name, { stage: mswContext })).toBe(throughNock);
  });

  it('gives the same bytes though date, request id, chunking and latency vary', async () => {
    const outbound = new ReroutedOutbound();
    const steady = serverContext(outbound, {
      headers: [
        ['date', 'Tue, 06 Jan 2026 09:00:00 GMT'],
        ['x-github-request-id', 'C0DE:1'],
      ],
      pieceBytes: Number.POSITIVE_INFINITY,
      delayMs: 0,
    });
    const slow = serverContext(outbound, {
      headers: [
        ['Server', 'github.com'],
        ['Date', 'Wed, 07 Jan 2026 10:11:12 GMT'],
        ['X-GitHub-Request-Id', 'C0DE:2'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ],
      pieceBytes: 300,
      delayMs: 2,
    });
    const first = await recordedText(name, { stage: steady, outbound });
    expect(await recordedText(name, { stage: slow, outbound })).toBe(first);
    expect(await recordedText(name, { stage: nockContext })).toBe(first);
  });
});
