import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OutboundHttp } from '../../harness/index.ts';
import {
  complaintAbout,
  complaintAboutQuery,
} from '../../spin-app/github/confinement-judge.fixture.ts';
import type { FakeAnswer } from '../../spin-app/github/fake-github.fixture.ts';
import {
  CONFINED,
  hostileAnswer,
  hostileCall,
  pointingFrom,
} from '../../spin-app/github/hostile-calls.fixture.ts';
import { sendText } from './contract-case.ts';
import { type BuiltApp, openBuiltApp } from './served-world.ts';
import { START_LIMIT } from './tested-app.ts';

/** The same law holds for 10,000 calls of the component's logic outside of Wasm. */
const RUNS = 500;
const PLACE = { origin: 'https://api.test', prefix: '' };

let built: BuiltApp;

beforeAll(async () => {
  built = await openBuiltApp();
}, START_LIMIT);
afterAll(() => built.close());

/** A GitHub that leads callers astray, and notes what really left the sandbox. */
class HostileGithub implements OutboundHttp {
  readonly urls: string[] = [];
  answers: readonly FakeAnswer[] = [];

  begin(answers: readonly FakeAnswer[]): void {
    this.answers = answers;
    this.urls.length = 0;
  }

  async send({ url }: Parameters<OutboundHttp['send']>[0]) {
    const said = this.answers[this.urls.length % this.answers.length] ?? {};
    this.urls.push(url);
    const { status = 200, headers = {}, json } = pointingFrom(url, said);
    const text = json === undefined ? '' : JSON.stringify(json);
    const body = new TextEncoder().encode(text);
    const list = [['content-type', 'application/json'] as const, ...Object.entries(headers)];
    return { kind: 'response' as const, response: { status, headers: list, body } };
  }
}

it('the built app sends no request outside the allowed repositories, whatever the arguments are', async () => {
  const github = new HostileGithub();
  const variables = { ...CONFINED, github_api_url: PLACE.origin };
  const origin = await built.serve({ variables, outbound: github });
  let sent = 0;
  let followed = 0;
  const answers = fc.array(hostileAnswer(PLACE), { minLength: 1 });
  const property = fc.asyncProperty(hostileCall, answers, async (call, said) => {
    github.begin(said);
    const { status, text } = await sendText(origin, 'POST /github/execute', call);
    expect([status, Object.keys(JSON.parse(text)).slice(0, 3)]).toEqual([
      200,
      ['success', 'result', 'error_type'],
    ]);
    sent += Math.min(github.urls.length, 1);
    followed += Math.max(github.urls.length - 1, 0);
    const complaints = github.urls.map((url, at) => [
      url,
      complaintAbout(url, PLACE) ?? (at === 0 ? complaintAboutQuery(url) : null),
    ]);
    expect(complaints.filter(([, complaint]) => complaint !== null)).toEqual([]);
  });
  await fc.assert(property, { numRuns: RUNS });
  // Arguments that are always refused would prove nothing.
  expect(sent).toBeGreaterThan(RUNS / 4);
  expect(followed).toBeGreaterThan(RUNS / 50);
}, 120_000);
