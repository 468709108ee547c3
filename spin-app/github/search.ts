import { objectOf, type Reply } from './api.ts';
import {
  type GithubCall,
  type GithubOutcome,
  type GithubTool,
  jsonOutcome,
} from './github-tool.ts';
import { isObject, type Json, type JsonObject, listAt, textAt, valueAt } from './json.ts';
import { pageParameters, pageQuery } from './paging.ts';
import type { Parameters } from './parameter.ts';
import { type AllowList, isAllowed, parseRepository } from './repository.ts';
import { confineQuery } from './search-query.ts';

const queryParameter = {
  query: { type: 'string', description: 'Search words and qualifiers', required: true },
} as const satisfies Parameters;

/** The tools that search GitHub, confined to the allowed repositories. */
export const searchTools: readonly GithubTool[] = [
  {
    name: 'gh_search_code',
    description: 'Search the code of repositories',
    parameters: { ...queryParameter, ...pageParameters(10) },
    run: searchCode,
  },
  {
    name: 'gh_search_repositories',
    description: 'Search for repositories',
    parameters: {
      ...queryParameter,
      ...pageParameters(10),
      sort: {
        type: 'string',
        description: 'What to sort by; best match unless given',
        choices: ['stars', 'forks', 'help-wanted-issues', 'updated'],
      },
      order: {
        type: 'string',
        description: 'Direction of the sort',
        choices: ['asc', 'desc'],
        default: 'desc',
      },
    },
    run: searchRepositories,
  },
];

async function searchCode({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const { query, scope } = confineQuery(args.text('query'), allowed);
  const reply = await api.search('code', { q: query, ...pageQuery(args) });
  const { found, total } = allowedItems(reply, scope, ['repository', 'full_name']);
  return jsonOutcome({
    total_count: total,
    items: found.map((item) => ({
      name: valueAt(item, 'name'),
      path: valueAt(item, 'path'),
      repository: valueAt(item, 'repository', 'full_name'),
      url: valueAt(item, 'html_url'),
    })),
  });
}

async function searchRepositories({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const { query, scope } = confineQuery(args.text('query'), allowed);
  const sort = args.text('sort');
  const reply = await api.search('repositories', {
    q: query,
    sort,
    order: args.text('order'),
    ...pageQuery(args),
  });
  const { found, total } = allowedItems(reply, scope, ['full_name']);
  return jsonOutcome({
    total_count: total,
    items: found.map((item) => ({
      full_name: valueAt(item, 'full_name'),
      description: valueAt(item, 'description'),
      stars: valueAt(item, 'stargazers_count'),
      language: valueAt(item, 'language'),
      url: valueAt(item, 'html_url'),
    })),
  });
}

/**
 * The results from repositories that may be read. When GitHub gave others too, its total counts
 * them, and would tell of what they hold.
 */
function allowedItems(
  reply: Reply,
  scope: AllowList,
  namePath: readonly string[],
): { found: readonly JsonObject[]; total: Json } {
  const answer = objectOf(reply);
  const items = listAt(answer, 'items').filter(isObject);
  const found = items.filter((item) => {
    const repository = parseRepository(textAt(item, ...namePath));
    return scope === 'all' || (repository !== null && isAllowed(scope, repository));
  });
  const total = found.length === items.length ? valueAt(answer, 'total_count') : found.length;
  return { found, total };
}
