// nock: definitions in JSON, written as nock's own `back` mode writes them.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sample } from './exchanges.mjs';
import { milliseconds } from './milliseconds.mjs';

/** The milliseconds of each step, and the bytes of the file. */
export async function measure(nock, stored, folder) {
  const path = join(folder, 'nock.json');
  const definitions = stored.map(({ url, requestHeaders, responseHeaders, body }) => ({
    scope: new URL(url).origin,
    method: 'GET',
    path: new URL(url).pathname,
    reqheaders: requestHeaders,
    status: 200,
    response: JSON.parse(body),
    rawHeaders: Object.entries(responseHeaders).flat(),
  }));
  const save = await milliseconds(() => writeFileSync(path, JSON.stringify(definitions, null, 4)));
  const bytes = statSync(path).size;
  const load = await milliseconds(() => nock.define(JSON.parse(readFileSync(path, 'utf8'))));
  nock.disableNetConnect();
  const asked = sample(stored);
  const match = await milliseconds(async () => {
    for (const { url, requestHeaders } of asked) {
      const response = await fetch(url, { headers: requestHeaders });
      if (response.status !== 200) throw new Error('an exchange was not found');
      await response.arrayBuffer();
    }
  });
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
  nock.activate();
  rmSync(path);
  return { load, match: match / asked.length, save, bytes };
}
