import { objectOf, objectsOf, type Reply } from './api.ts';
import {
  type GithubCall,
  type GithubOutcome,
  type GithubTool,
  jsonOutcome,
} from './github-tool.ts';
import { type Json, type JsonObject, listAt, valueAt } from './json.ts';
import { pageParameters, pageQuery, pageSize } from './paging.ts';
import { repositoryParameters } from './parameter.ts';
import { requireRepository } from './repository.ts';

/** How many pages one listing reads at most to make up for pull requests. */
const MOST_PAGES = 5;

const issueNumber = {
  issue_number: { type: 'integer', description: 'Number of the issue', required: true },
} as const;

/** The tools that read issues, and those that write to them. */
export const issueTools: readonly GithubTool[] = [
  {
    name: 'gh_list_issues',
    description: 'List the issues of a repository, newest first, without pull requests',
    parameters: {
      ...repositoryParameters,
      state: {
        type: 'string',
        description: 'Which issues to list',
        choices: ['open', 'closed', 'all'],
        default: 'open',
      },
      ...pageParameters(10),
    },
    run: listIssues,
  },
  {
    name: 'gh_get_issue',
    description: 'Get one issue of a repository',
    parameters: { ...repositoryParameters, ...issueNumber },
    run: getIssue,
  },
  {
    name: 'gh_add_issue_comment',
    description: 'Add a comment to an issue or pull request; needs allow_writes',
    parameters: {
      ...repositoryParameters,
      ...issueNumber,
      body: { type: 'string', description: 'Text of the comment in Markdown', required: true },
    },
    writes: true,
    run: addIssueComment,
  },
  {
    name: 'gh_create_issue',
    description: 'Open an issue in a repository; needs allow_writes',
    parameters: {
      ...repositoryParameters,
      title: { type: 'string', description: 'Title of the issue', required: true },
      body: { type: 'string', description: 'Text of the issue in Markdown' },
      labels: { type: 'string-list', description: 'Names of labels to set' },
      assignees: { type: 'string-list', description: 'Logins of users to assign' },
    },
    writes: true,
    run: createIssue,
  },
];

/**
 * GitHub lists pull requests among the issues. What they take from a page is made up for from the
 * following pages, so that no page looks like the last one because it held pull requests only; the
 * caller's next page may then begin with issues that it has seen, and never skips one.
 */
async function listIssues({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const query = { state: args.text('state'), ...pageQuery(args) };
  const issues: JsonObject[] = [];
  let reply: Reply | null = await api.ask({ repository, rest: 'issues', query });
  for (let read = 1; reply !== null; read++) {
    const listed = objectsOf(reply);
    issues.push(...listed.filter((each) => !Object.hasOwn(each, 'pull_request')));
    if (issues.length >= pageSize(args) || read === MOST_PAGES) break;
    reply = await api.next(reply);
  }
  return jsonOutcome(issues.slice(0, pageSize(args)).map(summary));
}

async function getIssue({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const issue = objectOf(
    await api.ask({ repository, rest: issuePath(args.integer('issue_number')) }),
  );
  return jsonOutcome({
    number: valueAt(issue, 'number'),
    title: valueAt(issue, 'title'),
    body: valueAt(issue, 'body'),
    state: valueAt(issue, 'state'),
    author: valueAt(issue, 'user', 'login'),
    labels: labelNames(issue),
    assignees: listAt(issue, 'assignees').map((each) => valueAt(each, 'login')),
    created_at: valueAt(issue, 'created_at'),
    updated_at: valueAt(issue, 'updated_at'),
    comments: valueAt(issue, 'comments'),
  });
}

async function addIssueComment({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const rest = `${issuePath(args.integer('issue_number'))}/comments`;
  const payload = { body: args.text('body') };
  const comment = objectOf(await api.ask({ repository, rest, payload }));
  return jsonOutcome({
    id: valueAt(comment, 'id'),
    url: valueAt(comment, 'html_url'),
    created_at: valueAt(comment, 'created_at'),
  });
}

async function createIssue({ args, api, allowed }: GithubCall): Promise<GithubOutcome> {
  const repository = requireRepository(args, allowed);
  const payload: JsonObject = {
    title: args.text('title'),
    ...(args.text('body') !== '' && { body: args.text('body') }),
    ...(args.list('labels').length > 0 && { labels: args.list('labels') }),
    ...(args.list('assignees').length > 0 && { assignees: args.list('assignees') }),
  };
  const issue = objectOf(await api.ask({ repository, rest: 'issues', payload }));
  return jsonOutcome({
    number: valueAt(issue, 'number'),
    title: valueAt(issue, 'title'),
    state: valueAt(issue, 'state'),
    url: valueAt(issue, 'html_url'),
    created_at: valueAt(issue, 'created_at'),
  });
}

function issuePath(number: number | null): string {
  return `issues/${number}`;
}

function summary(issue: JsonObject): Json {
  return {
    number: valueAt(issue, 'number'),
    title: valueAt(issue, 'title'),
    state: valueAt(issue, 'state'),
    author: valueAt(issue, 'user', 'login'),
    labels: labelNames(issue),
    created_at: valueAt(issue, 'created_at'),
  };
}

/** GitHub gives a label as an object, or in old answers as its mere name. */
function labelNames(issue: JsonObject): Json {
  return listAt(issue, 'labels').map((label) =>
    typeof label === 'string' ? label : valueAt(label, 'name'),
  );
}
