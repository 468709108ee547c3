import { describe, expect, it } from 'vitest';
import { readCassette } from '../../harness/internal.ts';
import { githubTools } from '../../spin-app/github/tools.ts';
import type { GithubErrorType } from '../../spin-app/protocol/error-type.ts';
import { projectPath, shippedNames } from './record-evidence.ts';

/** All but IOError: the component has no state, so no store can fail. */
const ERROR_TYPES: Record<Exclude<GithubErrorType, 'IOError'>, true> = {
  APIError: true,
  InvalidArguments: true,
  InvalidRequest: true,
  NetworkError: true,
  NotFound: true,
  PermissionDenied: true,
  RateLimited: true,
  RepoNotAllowed: true,
  Unauthorized: true,
  UnknownTool: true,
  WriteNotAllowed: true,
};

const cassettes = shippedNames('cassettes')
  .filter((name) => name.startsWith('github/'))
  .map((name) => readCassette(projectPath(`cassettes/${name}.yaml`)));
const answers = cassettes
  .flatMap(({ entries }) => entries)
  .map(({ request, response }) => ({ tool: bodyOf(request)['tool'], answer: bodyOf(response) }));

describe('the shipped cassettes of the github component', () => {
  it('show every tool succeed', () => {
    const succeeded = answers.filter(({ answer }) => answer['success'] === true);
    const shown = [...new Set(succeeded.map(({ tool }) => tool))].sort();
    expect(shown).toEqual(githubTools.map(({ name }) => name).sort());
  });

  it('show every error type', () => {
    const types = answers.map(({ answer }) => answer['error_type']).filter((type) => type !== null);
    expect([...new Set(types)].sort()).toEqual(Object.keys(ERROR_TYPES).sort());
  });

  it('name the source of the answers in them', () => {
    const unmarked = cassettes
      .filter(({ entries }) => entries.some(({ exchanges }) => exchanges.length > 0))
      .filter(({ header }) => header.origin === undefined);
    expect(unmarked.map(({ header }) => header.name)).toEqual([]);
  });
});

function bodyOf(message: { readonly body: Uint8Array } | undefined): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(message?.body));
  } catch {
    return {};
  }
}
