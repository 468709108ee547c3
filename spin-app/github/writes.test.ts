import { describe, expect, it } from 'vitest';
import { callTool, fakeWorld } from './fake-github.fixture.ts';

const HELLO = { owner: 'octo', repo: 'hello' };

/** The headers and the body of the request that a tool sends. */
async function sentBy(tool: string, args: object) {
  const world = fakeWorld(() => ({ json: {} }), { allow_writes: 'true' });
  await callTool(world, tool, { ...HELLO, ...args });
  return world.requests.map(({ method, headers, body }) => ({
    method,
    type: headers['content-type'],
    agent: headers['user-agent'],
    body: JSON.parse(body ?? 'null') as unknown,
  }));
}

const posted = (body: object) => [
  { method: 'POST', type: 'application/json', agent: 'spintape', body },
];

describe('what is written to GitHub', () => {
  it('is an issue with what the caller gave, and nothing else', async () => {
    const whole = { title: 't', body: 'b', labels: ['l', 'm'], assignees: ['a'] };
    expect(await sentBy('gh_create_issue', whole)).toEqual(posted(whole));
    const empty = { title: 't', body: '', labels: [], assignees: null };
    expect(await sentBy('gh_create_issue', empty)).toEqual(posted({ title: 't' }));
  });

  it('is a pull request with what the caller gave, and nothing else', async () => {
    const least = { title: 't', head: 'h', base: 'b' };
    const whole = { ...least, body: 'x', draft: true };
    expect(await sentBy('gh_create_pr', whole)).toEqual(posted(whole));
    expect(await sentBy('gh_create_pr', { ...least, body: '', draft: false })).toEqual(
      posted(least),
    );
    expect(await sentBy('gh_create_pr', least)).toEqual(posted(least));
  });

  it('is a comment', async () => {
    expect(await sentBy('gh_add_issue_comment', { issue_number: 7, body: 'b' })).toEqual(
      posted({ body: 'b' }),
    );
  });

  it('is nothing where something is read', async () => {
    expect(await sentBy('gh_get_issue', { issue_number: 7 })).toEqual([
      { method: 'GET', type: undefined, agent: 'spintape', body: null },
    ]);
  });
});
