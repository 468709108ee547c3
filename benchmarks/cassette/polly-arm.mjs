// Polly.js with its persister for the file system, which writes HAR.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from './exchanges.mjs';
import { milliseconds } from './milliseconds.mjs';

function sizeBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** The global object for Polly, which replaces its fetch. */
function contextOf(stored) {
  const byUrl = new Map(stored.map((exchange) => [exchange.url, exchange]));
  const answer = async (request) => {
    const { body, responseHeaders } = byUrl.get(request.url ?? String(request));
    return new Response(body, { status: 200, headers: responseHeaders });
  };
  return { fetch: answer, Request, Response, Headers, AbortController };
}

async function askAll(context, stored) {
  for (const { url, requestHeaders } of stored) {
    const response = await context.fetch(url, { headers: requestHeaders });
    if (response.status !== 200) throw new Error('an exchange was not found');
    await response.arrayBuffer();
  }
}

/** The milliseconds of each step, and the bytes of the file. */
export async function measure({ Polly, FetchAdapter, FSPersister }, stored, folder) {
  const recordingsDir = join(folder, 'polly');
  const open = (mode) => {
    const context = contextOf(stored);
    const polly = new Polly('benchmark', {
      mode,
      adapters: [FetchAdapter],
      persister: FSPersister,
      adapterOptions: { fetch: { context } },
      persisterOptions: { fs: { recordingsDir } },
      recordIfMissing: false,
      logLevel: 'silent',
      flushRequestsOnStop: true,
    });
    return { polly, context };
  };
  const recorder = open('record');
  await askAll(recorder.context, stored);
  const save = await milliseconds(() => recorder.polly.persister.persist());
  await recorder.polly.stop();
  const bytes = sizeBelow(recordingsDir);
  const player = open('replay');
  const load = await milliseconds(() =>
    player.polly.persister.findRecording(player.polly.recordingId),
  );
  const asked = sample(stored);
  const match = await milliseconds(() => askAll(player.context, asked));
  await player.polly.stop();
  rmSync(recordingsDir, { recursive: true });
  return { load, match: match / asked.length, save, bytes };
}
