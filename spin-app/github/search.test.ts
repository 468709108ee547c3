import { describe, expect, it } from 'vitest';
import { callTool, fakeWorld } from './fake-github.fixture.ts';
import type { Json } from './json.ts';

/** What a search gives where GitHub finds these things and these repositories are allowed. */
async function search(tool: string, items: readonly Json[], allowed_repos: string) {
  const world = fakeWorld(() => ({ json: { total_count: 99, items } }), { allowed_repos });
  const answer = await callTool(world, tool, { query: 'x' });
  return JSON.parse((answer as { result: string }).result) as unknown;
}

const NOTHING = { name: null, path: null, url: null };
const found = (full_name: string) => ({ repository: { full_name } });

describe('gh_search_code', () => {
  const items = [found('octo/a'), found('evil/b'), found('OCTO/C'), found('no name'), {}, 'text'];
  const said = (repository: string | null) => ({ ...NOTHING, repository });

  it('gives all that is found where every repository is allowed', async () => {
    expect(await search('gh_search_code', items, '*')).toEqual({
      total_count: 99,
      items: [said('octo/a'), said('evil/b'), said('OCTO/C'), said('no name'), said(null)],
    });
  });

  it('gives what is found in allowed repositories, and counts no more than that', async () => {
    expect(await search('gh_search_code', items, 'octo/a,octo/c')).toEqual({
      total_count: 2,
      items: [said('octo/a'), said('OCTO/C')],
    });
  });

  it("keeps GitHub's count where it found nothing else", async () => {
    expect(await search('gh_search_code', [found('octo/a')], 'octo/a')).toEqual({
      total_count: 99,
      items: [said('octo/a')],
    });
  });
});

describe('gh_search_repositories', () => {
  const said = (full_name: string) => ({
    full_name,
    description: null,
    stars: null,
    language: null,
    url: null,
  });

  it('gives allowed repositories, and counts no more than those', async () => {
    const items = [{ full_name: 'evil/b' }, { full_name: 'octo/a' }, {}];
    expect(await search('gh_search_repositories', items, 'octo/a')).toEqual({
      total_count: 1,
      items: [said('octo/a')],
    });
  });
});
