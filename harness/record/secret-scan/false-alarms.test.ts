import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { bodyFinds } from './body-finds.ts';
import { interactionFinds } from './interaction-finds.ts';
import { secretSearch } from './shapes/shape-finds.ts';

/** An exchange as nock keeps it. */
interface Fixture {
  readonly scope: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly reqheaders?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly rawHeaders?: readonly string[];
}

const require = createRequire(import.meta.url);
const anyFixture = '@octokit/fixtures/scenarios/api.github.com/get-root/normalized-fixture.json';
const folder = dirname(dirname(require.resolve(anyFixture)));
const scenarios = readdirSync(folder);

const bodyOf = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const listOf = (headers: Fixture['headers'] = {}): HeaderList =>
  Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);

function findsIn(fixture: Fixture) {
  const { rawHeaders = [] } = fixture;
  const raw: HeaderList = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as const] : [],
  );
  const request = { method: fixture.method.toUpperCase(), headers: listOf(fixture.reqheaders) };
  const headers = [...listOf(fixture.headers), ...raw];
  const response = { status: fixture.status, headers, body: bodyOf(fixture.response) };
  const url = fixture.scope + fixture.path;
  const exchange = {
    request: { ...request, url, body: bodyOf(fixture.body) },
    outcome: { kind: 'response' as const, response },
  };
  const call = { ...request, path: fixture.path, body: new Uint8Array() };
  const nothing = { at: 0, given: new Map(), state: new Map() };
  return interactionFinds(
    { ...nothing, request: call, response, exchanges: [exchange] },
    1,
    secretSearch(),
  );
}

it('knows the scenarios of @octokit/fixtures', () => {
  expect(scenarios.length).toBe(22);
});

it.each(scenarios)('nothing in what GitHub really answered is a secret: %s', (scenario) => {
  const finds = ['normalized', 'raw'].flatMap((form) => {
    const text = readFileSync(`${folder}/${scenario}/${form}-fixture.json`, 'utf8');
    return (JSON.parse(text) as Fixture[]).flatMap(findsIn);
  });
  expect(finds).toEqual([]);
});

it("of GitHub's documented examples, only a whole JWT, a key and signed URLs are refused", () => {
  const path = require.resolve('@octokit/openapi/generated/api.github.com.json');
  const finds = bodyFinds({ bytes: readFileSync(path), place: 'description' }, secretSearch());
  expect(finds.map(({ kind }) => kind).sort()).toEqual([
    'a JSON Web Token',
    'a private key',
    'the signature of a URL',
    'the signature of a URL',
  ]);
});
