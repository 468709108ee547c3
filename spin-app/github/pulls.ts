import { objectOf, objectsOf } from './api.ts';
import {
  type GithubCall,
  type GithubOutcome,
  type GithubTool,
  jsonOutcome,
} from './github-tool.ts';
import { type JsonObject, valueAt } from './json.ts';
import { pageParameters, pageQuery } from './paging.ts';
import { repositoryParameters } from './parameter.ts';
import { requireRepository } from './repository.ts';

/** The tools that read and open pull requests. */
export const pullTools: readonly GithubTool[] = [
  {
    name: 'gh_list_pull_requests',
    description: 'List the pull requests of a repository, newest first',
    parameters: {
      ...repositoryParameters,
      state: {
        type: 'string',
        description: 'Which pull requests to list',
        choices: ['open', 'closed', 'all'],
        default: 'open',
      },
      ...pageParameters(10),
    },
    run: listPullRequests,
  },
  {
    name: 'gh_get_pull_request',
    description: 'Get one pull request of a repository',
    parameters: {
      ...repositoryParameters,
      pullNumber: { type: 'integer', description: 'Number of the pull request', required: true },
    },
    run: getPullRequest,
  },
  {
    name: 'gh_create_pr',
    description: 'Open a pull request in a repository; needs allow_writes',
    parameters: {
      ...repositoryParameters,
      title: { type: 'string', description: 'Title of the pull request', required: true },
      head: {
        type: 'string',
        description: 'Branch that holds the changes; owner:branch for one of a fork',
        required: true,
      },
      base: { type: 'string', description: 'Branch to merge the changes into', required: true },
      body: { type: 'string', description: 'Text of the pull request in Markdown' },
      draft: { type: 'boolean', description: 'Open it as a draft', default: false },
    },
    writes: true,
    run: createPullRequest,
  },
];

async function listPullRequests({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const query = { state: args.text('state'), ...pageQuery(args) };
  const pulls = objectsOf(await api.ask({ repository, rest: 'pulls', query }));
  return jsonOutcome(
    pulls.map((pull) => ({ ...summary(pull), created_at: valueAt(pull, 'created_at') })),
  );
}

async function getPullRequest({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const rest = `pulls/${args.integer('pullNumber')}`;
  const pull = objectOf(await api.ask({ repository, rest }));
  return jsonOutcome({
    number: valueAt(pull, 'number'),
    title: valueAt(pull, 'title'),
    body: valueAt(pull, 'body'),
    state: valueAt(pull, 'state'),
    author: valueAt(pull, 'user', 'login'),
    head: valueAt(pull, 'head', 'ref'),
    base: valueAt(pull, 'base', 'ref'),
    draft: valueAt(pull, 'draft'),
    mergeable: valueAt(pull, 'mergeable'),
    additions: valueAt(pull, 'additions'),
    deletions: valueAt(pull, 'deletions'),
    changed_files: valueAt(pull, 'changed_files'),
    created_at: valueAt(pull, 'created_at'),
    updated_at: valueAt(pull, 'updated_at'),
  });
}

async function createPullRequest({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const payload: JsonObject = {
    title: args.text('title'),
    head: args.text('head'),
    base: args.text('base'),
    ...(args.text('body') !== '' && { body: args.text('body') }),
    ...(args.flag('draft') && { draft: true }),
  };
  const pull = objectOf(await api.ask({ repository, rest: 'pulls', payload }));
  return jsonOutcome({
    ...summary(pull),
    url: valueAt(pull, 'html_url'),
    created_at: valueAt(pull, 'created_at'),
  });
}

function summary(pull: JsonObject): JsonObject {
  return {
    number: valueAt(pull, 'number'),
    title: valueAt(pull, 'title'),
    state: valueAt(pull, 'state'),
    author: valueAt(pull, 'user', 'login'),
    head: valueAt(pull, 'head', 'ref'),
    base: valueAt(pull, 'base', 'ref'),
    draft: valueAt(pull, 'draft'),
  };
}
