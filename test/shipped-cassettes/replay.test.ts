import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  type FileJudgement,
  parseCassette,
  placeText,
  printCassette,
  readCassette,
  replayCassette,
} from '../../harness/internal.ts';
import { openBuiltApp, projectPath } from './record-evidence.ts';

const FILE = 'cassettes/github/search-repositories.yaml';

const SEARCH = 'https://api.github.com/search/repositories';

let app: App;

beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.host.close());

/** Replays the shipped cassette after one text in it was replaced. */
function replayEdited(from: string, to: string): Promise<FileJudgement> {
  const text = printCassette(readCassette(projectPath(FILE)), 'schema.json');
  const edited = text.replace(from, to);
  if (edited === text) throw new Error(`${FILE} does not hold ${from}`);
  const cassette = parseCassette(edited, FILE);
  return replayCassette(app, { cassette, file: FILE });
}

/** The report of a replay, without line numbers. */
function summaryOf({ verdict, reason, differences }: FileJudgement): unknown {
  const reported = differences.map(
    ({ line: _line, step: _step, reason: _reason, where, ...rest }) => ({
      where: placeText(where),
      ...rest,
    }),
  );
  return { verdict, reason, differences: reported };
}

describe('replaying an edited cassette', () => {
  it('reports the effects of a changed GitHub answer, with old and new value', async () => {
    const replay = await replayEdited('stargazers_count: 1\n', 'stargazers_count: 2\n');
    expect(summaryOf(replay)).toEqual({
      verdict: 'differs',
      reason: 'changed-result',
      differences: [{ where: 'result.result.items[0].stars', recorded: '1', actual: '2' }],
    });
  });

  it('fails for a request that is not recorded, and shows the nearest that is', async () => {
    const replay = await replayEdited('per_page=10', 'per_page=11');
    const url = `${SEARCH}?q=tetris%20language%3Aassembly&sort=stars&order=desc`;
    expect(summaryOf(replay)).toEqual({
      verdict: 'differs',
      reason: 'changed-request',
      differences: [
        {
          where: `request GET ${url}&per_page=10`,
          actual: 'not in the recording',
          nearest: [`GET ${url}&per_page=11; query per_page: recorded 11, now 10`],
        },
        {
          where: 'result.success',
          recorded: 'true',
          actual: 'false',
          error: 'NetworkError: Failed to reach https://api.github.com',
        },
      ],
    });
  });

  it('fails for a recorded request that is never sent', async () => {
    const replay = await replayEdited('tool: gh_search_repositories', 'tool: gh_search');
    const url = `${SEARCH}?q=tetris%20language%3Aassembly&sort=stars&order=desc&per_page=10`;
    expect(summaryOf(replay)).toEqual({
      verdict: 'differs',
      reason: 'fewer-calls',
      differences: [
        { where: `request GET ${url}`, recorded: 'sent', actual: 'never sent' },
        {
          where: 'result.success',
          recorded: 'true',
          actual: 'false',
          error: 'UnknownTool: Unknown tool: gh_search',
        },
      ],
    });
  });
});
