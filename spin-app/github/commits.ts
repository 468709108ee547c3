import { objectOf, objectsOf } from './api.ts';
import { ApiFailure } from './api-failure.ts';
import { encodeRef } from './encode.ts';
import { GithubFailure } from './github-failure.ts';
import {
  type GithubCall,
  type GithubOutcome,
  type GithubTool,
  jsonOutcome,
} from './github-tool.ts';
import { listAt, textAt, valueAt } from './json.ts';
import { pageParameters, pageQuery } from './paging.ts';
import { repositoryParameters } from './parameter.ts';
import { requireRepository } from './repository.ts';

/** How many files of a commit are told. */
const MOST_FILES = 20;
const SHORT_SHA = 7;

/** The tools that read commits and branches. */
export const commitTools: readonly GithubTool[] = [
  {
    name: 'gh_list_commits',
    description: 'List the commits of a repository, newest first',
    parameters: {
      ...repositoryParameters,
      sha: { type: 'string', description: 'Branch or commit to start from' },
      ...pageParameters(10),
    },
    run: listCommits,
  },
  {
    name: 'gh_get_commit',
    description: 'Get one commit with its first 20 files',
    parameters: {
      ...repositoryParameters,
      sha: { type: 'string', description: 'Commit, branch or tag', required: true },
    },
    run: getCommit,
  },
  {
    name: 'gh_list_branches',
    description: 'List the branches of a repository',
    parameters: { ...repositoryParameters, ...pageParameters(30) },
    run: listBranches,
  },
];

async function listCommits({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const query = { sha: args.text('sha'), ...pageQuery(args) };
  try {
    const commits = objectsOf(await api.ask({ repository, rest: 'commits', query }));
    return jsonOutcome(
      commits.map((commit) => ({
        sha: textAt(commit, 'sha').slice(0, SHORT_SHA),
        message: textAt(commit, 'commit', 'message').split('\n', 1)[0] ?? '',
        author: valueAt(commit, 'commit', 'author', 'name'),
        date: valueAt(commit, 'commit', 'author', 'date'),
      })),
    );
  } catch (error) {
    // An empty repository has no commits, which GitHub treats as a conflict.
    if (isEmptyRepository(error)) return jsonOutcome([]);
    throw error;
  }
}

async function getCommit({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const rest = `commits/${encodeRef(args.text('sha'))}`;
  try {
    const commit = objectOf(await api.ask({ repository, rest }));
    return jsonOutcome({
      sha: valueAt(commit, 'sha'),
      message: valueAt(commit, 'commit', 'message'),
      author: valueAt(commit, 'commit', 'author', 'name'),
      date: valueAt(commit, 'commit', 'author', 'date'),
      stats: valueAt(commit, 'stats'),
      files: listAt(commit, 'files')
        .slice(0, MOST_FILES)
        .map((file) => ({
          filename: valueAt(file, 'filename'),
          status: valueAt(file, 'status'),
          changes: valueAt(file, 'changes'),
        })),
    });
  } catch (error) {
    // GitHub finds no commit in three ways: 404, 422 for what looks like a hash, 409 when empty.
    if (isEmptyRepository(error) || (error instanceof ApiFailure && error.status === 422)) {
      throw new GithubFailure('NotFound', error.message);
    }
    throw error;
  }
}

async function listBranches({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const query = pageQuery(args);
  const branches = objectsOf(await api.ask({ repository, rest: 'branches', query }));
  return jsonOutcome(
    branches.map((branch) => ({
      name: valueAt(branch, 'name'),
      sha: textAt(branch, 'commit', 'sha').slice(0, SHORT_SHA),
      protected: valueAt(branch, 'protected'),
    })),
  );
}

function isEmptyRepository(error: unknown): error is ApiFailure {
  return error instanceof ApiFailure && error.status === 409;
}
