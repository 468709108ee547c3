// Spintape: a call with one exchange and its result for each stored exchange.
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CassetteWriter } from '../../dist/harness/cassette/store/cassette-writer.js';
import {
  expandCall,
  expandResult,
  printCassette,
  RecordedOutbound,
  readCassette,
  writeCassette,
} from '../../dist/harness/internal.js';
import { sample } from './exchanges.mjs';
import { milliseconds } from './milliseconds.mjs';

const world = {
  seed: 1,
  clock: undefined,
  variables: new Map(),
  files: new Map(),
  store: new Map(),
  keep: [],
};
const HEADER = { name: 'benchmark/exchanges', world };

function cassetteOf(stored) {
  const bytes = (text) => new TextEncoder().encode(text);
  const entries = stored.map(({ url, requestHeaders, responseHeaders, body }, index) => ({
    line: 0,
    at: 1_700_000_000_000 + index,
    request: expandCall({
      component: 'github',
      session: 's',
      tool: 'gh_get_issue',
      args: JSON.stringify({ owner: 'octo', repo: 'hello', issue_number: index + 1 }),
    }),
    response: expandResult({ success: true, result: JSON.parse(body).title, errorType: null }),
    exchanges: [
      {
        request: {
          method: 'GET',
          url,
          headers: Object.entries(requestHeaders),
          body: new Uint8Array(),
        },
        outcome: {
          kind: 'response',
          response: {
            status: 200,
            headers: Object.entries(responseHeaders),
            body: bytes(body),
          },
        },
      },
    ],
    given: new Map(),
    state: new Map(),
  }));
  return { header: HEADER, entries };
}

/** The milliseconds of each step, and the bytes of the file. */
export async function measure(stored, folder) {
  const path = join(folder, 'spintape.yaml');
  const cassette = cassetteOf(stored);
  const save = await milliseconds(() => writeCassette(path, cassette));
  const bytes = statSync(path).size;
  const print = await milliseconds(() => printCassette(cassette, ''));
  let read;
  const load = await milliseconds(() => {
    read = readCassette(path);
  });
  const upstream = new RecordedOutbound(read.entries.flatMap(({ exchanges }) => exchanges));
  const asked = sample(cassette.entries);
  const match = await milliseconds(async () => {
    for (const { exchanges } of asked) {
      const outcome = await upstream.send(exchanges[0].request);
      if (outcome.kind !== 'response') throw new Error('an exchange was not found');
    }
  });
  rmSync(path);
  const writer = CassetteWriter.create(path, HEADER);
  const append = await milliseconds(() => {
    for (const entry of cassette.entries) writer.append(entry);
  });
  writer.close();
  rmSync(path);
  return { load, match: match / asked.length, save, print, append, bytes };
}
