import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { UpstreamEntry, UpstreamRequest } from './upstream-answer.ts';

/** One exchange as @octokit/fixtures keeps it: a nock definition with a normalised answer. */
interface Fixture {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly response: unknown;
}

const require = createRequire(import.meta.url);

/**
 * Real answers of GitHub's to real requests, as @octokit/fixtures recorded them.
 *
 * @param scenario the name of one of its scenarios, such as `paginate-issues`
 */
export function recordedAnswers(scenario: string): UpstreamEntry[] {
  return readFixtures(scenario).map((fixture) => ({
    answer: answerOf(fixture),
    accepts: (request) => keyOf(request) === keyOf(requestOf(fixture)),
  }));
}

/**
 * The real answer with this status in a scenario of @octokit/fixtures, for a different request than
 * the one that it answered.
 */
export function borrowedAnswer(
  scenario: string,
  status: number,
  accepts: UpstreamEntry['accepts'],
): UpstreamEntry {
  const fixture = readFixtures(scenario).find((each) => each.status === status);
  if (fixture === undefined) throw new Error(`${scenario} has no answer with status ${status}`);
  return { answer: answerOf(fixture), accepts };
}

function readFixtures(scenario: string): readonly Fixture[] {
  const root = dirname(require.resolve('@octokit/fixtures/package.json'));
  const path = join(root, 'scenarios/api.github.com', scenario, 'normalized-fixture.json');
  return JSON.parse(readFileSync(path, 'utf8'));
}

function answerOf({ status, headers, response }: Fixture): UpstreamEntry['answer'] {
  const body = typeof response === 'string' ? response : JSON.stringify(response);
  return {
    status,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    body,
  };
}

function requestOf({ method, path }: Fixture): UpstreamRequest {
  return { method: method.toUpperCase(), url: new URL(path, 'https://api.github.com') };
}

/**
 * Two requests with one key ask GitHub for the same: a repository may be named by the number that
 * the fixtures give to each, and `state=open` is the default.
 */
function keyOf({ method, url }: UpstreamRequest): string {
  const path = url.pathname.replace(/^\/(?:repos\/[^/]+\/[^/]+|repositories\/\d+)\//, '/');
  const query = [...url.searchParams].filter(
    ([name, value]) => `${name}=${value}` !== 'state=open',
  );
  return JSON.stringify([method, path, query.sort()]);
}
