/**
 * The components whose tools never change, with the names of their tools. The gateway finds a
 * component by it without asking; the tests of the components keep it in step with what they list.
 */
export const BUILT_IN_TOOLS = {
  vfs: ['read_file', 'write_file', 'list_files', 'delete_file'],
  github: [
    'gh_get_file_contents',
    'gh_search_code',
    'gh_search_repositories',
    'gh_list_issues',
    'gh_get_issue',
    'gh_list_pull_requests',
    'gh_get_pull_request',
    'gh_list_commits',
    'gh_get_commit',
    'gh_list_branches',
    'gh_add_issue_comment',
    'gh_create_issue',
    'gh_create_pr',
  ],
} as const;
