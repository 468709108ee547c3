import { documentedAnswer } from './documented-answers.ts';
import { borrowedAnswer, recordedAnswers } from './recorded-answers.ts';
import { Upstream } from './upstream.ts';

const RECORDED = "GitHub's real answers, recorded by @octokit/fixtures";
const DOCUMENTED = "GitHub's documented examples (@octokit/openapi)";
const REPOSITORY = '/repos/{owner}/{repo}';

/** The simulated GitHub of each scenario that needs one, by the scenario's name. */
const UPSTREAMS: Readonly<Record<string, () => Upstream>> = {
  'github/file-contents': () =>
    new Upstream(`${RECORDED} (get-content)`, recordedAnswers('get-content')),
  'github/issue-pages': () =>
    new Upstream(`${RECORDED} (paginate-issues)`, recordedAnswers('paginate-issues')),
  'github/create-issue': () =>
    new Upstream(
      `${RECORDED} (add-labels-to-issue)`,
      recordedAnswers('add-labels-to-issue').slice(0, 1),
    ),
  'github/recorded-errors': () =>
    new Upstream(`${RECORDED} for other requests (branch-protection, errors)`, [
      borrowedAnswer('branch-protection', 404, ({ method }) => method === 'GET'),
      borrowedAnswer('errors', 422, ({ method }) => method === 'POST'),
    ]),
  'github/search-repositories': () =>
    new Upstream(DOCUMENTED, [documentedAnswer('GET /search/repositories')]),
  'github/kinds-of-contents': () =>
    new Upstream(
      DOCUMENTED,
      // The documented example of a file holds no valid base64.
      ['directory', 'symlink', 'submodule'].map((kind) =>
        documentedAnswer(`GET ${REPOSITORY}/contents/{path}`, `response-if-content-is-a-${kind}`),
      ),
    ),
  'github/read-tools': () =>
    new Upstream(DOCUMENTED, [
      documentedAnswer('GET /search/code'),
      documentedAnswer(`GET ${REPOSITORY}/issues`),
      documentedAnswer(`GET ${REPOSITORY}/issues/{issue_number}`),
      documentedAnswer(`GET ${REPOSITORY}/pulls`),
      documentedAnswer(`GET ${REPOSITORY}/pulls/{pull_number}`),
      documentedAnswer(`GET ${REPOSITORY}/commits`),
      documentedAnswer(`GET ${REPOSITORY}/commits/{ref}`),
      documentedAnswer(`GET ${REPOSITORY}/branches`),
    ]),
  'github/write-tools': () =>
    new Upstream(DOCUMENTED, [
      documentedAnswer(`POST ${REPOSITORY}/issues/{issue_number}/comments`),
      documentedAnswer(`POST ${REPOSITORY}/issues`),
      documentedAnswer(`POST ${REPOSITORY}/pulls`),
    ]),
};

/** The simulated GitHub of a scenario; undefined if the scenario sends no outbound requests. */
export function githubUpstream(scenario: string): Upstream | undefined {
  return UPSTREAMS[scenario]?.();
}
