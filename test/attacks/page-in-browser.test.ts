import { readdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ServedApp, serveApp } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool, toolAnswer } from '../tool-calls.fixture.ts';
import { findBrowser, type HostilePages, openBrowser, servePages } from './browser.fixture.ts';
import { BEACONS, ELEMENTS, FETCH, FORM, LINK, type PageScript } from './page-scripts.ts';

const executable = findBrowser();

/** A name of the attacker, who lets it lead to this machine. */
const REBOUND = 'evil.test';
const TYPES = [
  ...['application/json', 'text/plain', 'application/x-www-form-urlencoded'],
  ...['multipart/form-data', 'application/yaml'],
];

let browser: Browser;
let app: ServedApp;
let pages: HostilePages;
let page: Page;
const folder = temporaryFolder();

beforeAll(async () => {
  if (executable === undefined) return;
  app = await serveApp(['--record', folder, '--workers', '1']);
  pages = await servePages(`${app.url}/vfs/execute`);
  browser = await openBrowser(executable, REBOUND);
});
// A page of its own for each, so that no navigation of one runs into another.
beforeEach(async () => {
  if (executable === undefined) return;
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${pages.port}/`);
});
afterEach(async () => {
  await page?.close();
});
afterAll(async () => {
  await browser?.close();
  pages?.close();
  if (app !== undefined) expect(await app.end()).toMatchObject({ code: 0, stderr: '' });
});

/** A call that the attacker wants to make, as a JSON text. */
function call(session: string): string {
  const args = { file_path: 'owned', content: 'by a page' };
  return JSON.stringify({ session_id: session, tool: 'write_file', args });
}

async function runIn(where: Page, script: PageScript, args: readonly unknown[]): Promise<unknown> {
  return await where.evaluate(`(${script})(${JSON.stringify(args)})`);
}

/** The result of a `fetch` in a page: the text that the page could read, or why it could not. */
async function fetchIn(where: Page, url: string, init: object): Promise<string> {
  return String(await runIn(where, FETCH, [url, init]));
}

/** Each call is in a file before it is answered, so an empty folder shows that no call was made. */
function expectNothing(): void {
  expect(readdirSync(folder)).toEqual([]);
}

describe.skipIf(executable === undefined)(
  'a page in a browser, of another origin',
  { timeout: 480_000 },
  () => {
    it('calls nothing by fetch, with any mode, type and method', async () => {
      const url = `${app.url}/vfs/execute`;
      const seen: string[] = [];
      for (const mode of ['no-cors', 'cors', 'same-origin'] as const) {
        for (const type of [undefined, ...TYPES]) {
          const headers = type === undefined ? {} : { 'content-type': type };
          const init = { mode, method: 'POST', headers, body: call('attack') } as const;
          seen.push(await fetchIn(page, url, init));
        }
        for (const method of ['GET', 'HEAD', 'DELETE', 'PUT']) {
          seen.push(await fetchIn(page, `${app.url}/mock/list-tools`, { mode, method }));
          seen.push(await fetchIn(page, `${app.url}/session/attack`, { mode, method }));
        }
      }
      // A page may see that there was an answer, but not its contents.
      const readable = seen.filter((text) => text !== 'opaque 0 ' && !text.startsWith('TypeError'));
      expect(readable).toEqual([]);
      expectNothing();
    });

    it('calls nothing by a beacon, a ping, a report, a socket or an element', async () => {
      await page.goto(`http://127.0.0.1:${pages.port}/reporting`);
      const url = `${app.url}/vfs/execute`;
      await runIn(page, BEACONS, [url, call('attack'), TYPES]);
      await runIn(page, ELEMENTS, [`${app.url}/mock/list-tools?session_id=attack`]);
      expectNothing();
    });

    it.each(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])(
      'calls nothing by a form of the type %s, in the window and in a frame',
      async (type) => {
        // The usual trick: a name and a value that make JSON around the sign of equality.
        const [name, value] = [call('attack').replace(/}}$/, ',"x":"'), '"}}'];
        for (const target of ['frame', '_self']) {
          const answered = page.waitForResponse(`${app.url}/vfs/execute`);
          await runIn(page, FORM, [`${app.url}/vfs/execute`, type, target, name, value]);
          expect((await answered).status()).toBe(403);
        }
        expectNothing();
      },
    );

    it('goes nowhere by a link', async () => {
      const url = `${app.url}/mock/list-tools?session_id=attack`;
      const answered = page.waitForResponse(url);
      await runIn(page, LINK, [url]);
      expect((await answered).status()).toBe(403);
      expectNothing();
    });
  },
);

describe.skipIf(executable === undefined)('a page under a name that was made to lead here', () => {
  it('calls nothing, and reads nothing but the refusal', async () => {
    const rebound = app.url.replace('127.0.0.1', REBOUND);
    const response = await page.goto(`${rebound}/health`);
    expect(response?.status()).toBe(403);
    // The refusal has this origin, so the page can send and read anything.
    for (const type of TYPES) {
      const init = { method: 'POST', headers: { 'content-type': type }, body: call('attack') };
      const seen = await fetchIn(page, `${rebound}/vfs/execute`, init);
      expect(seen).toMatch(/^basic 403 \{"success":false,"result":"The host evil\.test is not/);
    }
    expect(await fetchIn(page, `${rebound}/mock/list-tools`, {})).toMatch(/^basic 403 /);
    expectNothing();
  });
});

describe.skipIf(executable === undefined)('a page of the service itself', () => {
  it('calls and reads, which shows that the attacks could have worked', async () => {
    // Not a route, so it is not recorded.
    await page.goto(`${app.url}/nowhere`);
    const init = { headers: { 'content-type': 'application/json' }, method: 'POST' };
    const body = call('own').replace('by a page', 'by us');
    expect(await fetchIn(page, `${app.url}/vfs/execute`, { ...init, body })).toBe(
      `basic 200 ${JSON.stringify(toolAnswer(true, 'Successfully wrote 5 bytes to owned'))}`,
    );
    const read = { session: 'own', tool: 'read_file', args: { file_path: 'owned' } };
    expect(await callTool(app.url, read)).toEqual(toolAnswer(true, 'by us'));
    // Requests that a page sent in the background have arrived by now.
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^own-[0-9a-f]{12}\.yaml$/)]);
  });
});
