import { commitTools } from './commits.ts';
import { contentsTools } from './contents.ts';
import type { GithubTool } from './github-tool.ts';
import { issueTools } from './issues.ts';
import { pullTools } from './pulls.ts';
import { searchTools } from './search.ts';

/** Every tool of the github component, in the order in which they are listed. */
export const githubTools: readonly GithubTool[] = [
  ...contentsTools,
  ...searchTools,
  ...issueTools,
  ...pullTools,
  ...commitTools,
];
