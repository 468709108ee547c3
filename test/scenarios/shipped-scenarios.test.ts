import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type App,
  type CassetteFile,
  type Expectation,
  readCassette,
  runScenario,
} from '../../harness/internal.ts';
import { githubTools } from '../../spin-app/github/tools.ts';
import type {
  CommonErrorType,
  GithubErrorType,
  MockErrorType,
  VfsErrorType,
} from '../../spin-app/protocol/error-type.ts';
import { vfsTools } from '../../spin-app/vfs/tools.ts';
import { openBuiltApp, projectPath, shippedNames } from '../shipped-cassettes/record-evidence.ts';

const names = shippedNames('scenarios');
const recorded = new Set(shippedNames('cassettes'));
const scenarios = names.map((name) => readCassette(projectPath(`scenarios/${name}.yaml`)));
let app: App;

beforeAll(async () => {
  app = await openBuiltApp();
});
afterAll(() => app.host.close());

describe('the shipped scenarios', () => {
  it('are 60 at least', () => expect(names.length).toBeGreaterThanOrEqual(60));

  it('have the names of their files', () => {
    expect(scenarios.map(({ header }) => header.name)).toEqual(names);
  });

  it('expect something of each call', () => {
    const idle = scenarios.filter(({ entries }) => entries.some((entry) => !entry.expect));
    expect(idle.map(({ header }) => header.name)).toEqual([]);
  });

  it.each(names)('%s runs as it expects', async (name) => {
    const file = `scenarios/${name}.yaml`;
    const scenario = readCassette(projectPath(file));
    const recording = recorded.has(name) ? { recorded: recordingOf(name) } : {};
    expect(await runScenario(app, { scenario, file, ...recording })).toEqual({
      verdict: 'same',
      calls: scenario.entries.length,
      differences: [],
    });
  });
});

const VFS_TYPES: Record<Exclude<VfsErrorType, 'UnknownTool' | 'InvalidRequest'>, string[]> = {
  FileNotFound: ['read_file', 'delete_file'],
  InvalidArguments: ['read_file', 'write_file', 'list_files', 'delete_file'],
  PermissionDenied: ['read_file', 'write_file', 'delete_file'],
  IOError: ['read_file', 'write_file', 'list_files', 'delete_file'],
};

/** The tools of the github component that are refused while writing is off. */
const WRITERS = ['gh_add_issue_comment', 'gh_create_issue', 'gh_create_pr'];

// IOError does not occur there: the component has no state, so no store can fail.
const GITHUB_TYPES: Record<
  Exclude<GithubErrorType, 'UnknownTool' | 'InvalidRequest' | 'IOError'>,
  string[]
> = {
  APIError: githubTools.map(({ name }) => name),
  InvalidArguments: githubTools.map(({ name }) => name),
  NetworkError: githubTools.map(({ name }) => name),
  NotFound: githubTools.map(({ name }) => name),
  PermissionDenied: githubTools.map(({ name }) => name),
  RateLimited: githubTools.map(({ name }) => name),
  RepoNotAllowed: githubTools.map(({ name }) => name),
  Unauthorized: githubTools.map(({ name }) => name),
  WriteNotAllowed: WRITERS,
};

// A mock has any tools that are loaded, so its error types belong to the component.
const MOCK_TYPES: Record<Exclude<MockErrorType, 'PermissionDenied'>, true> = {
  InvalidArguments: true,
  InvalidRequest: true,
  IOError: true,
  UnknownTool: true,
};

const GATEWAY_TYPES: Record<CommonErrorType, true> = {
  InvalidArguments: true,
  InvalidRequest: true,
  IOError: true,
  PermissionDenied: true,
  UnknownTool: true,
};

describe('the error types of the tools', () => {
  const found = scenarios.flatMap(expectedTypes);
  const missing = (wanted: readonly string[]) => wanted.filter((one) => !found.includes(one));

  it('of every vfs tool occur in a scenario', () => {
    const wanted = Object.entries(VFS_TYPES).flatMap(([type, tools]) =>
      tools.map((tool) => `/vfs/execute ${tool} ${type}`),
    );
    expect(missing(wanted)).toEqual([]);
    expect(typesAt('/vfs/execute')).toEqual(
      expect.arrayContaining([...Object.keys(VFS_TYPES), 'UnknownTool', 'InvalidRequest']),
    );
  });

  it('of every github tool occur in a scenario', () => {
    const wanted = Object.entries(GITHUB_TYPES).flatMap(([type, tools]) =>
      tools.map((tool) => `/github/execute ${tool} ${type}`),
    );
    expect(missing(wanted)).toEqual([]);
    expect(typesAt('/github/execute')).toEqual(
      expect.arrayContaining([...Object.keys(GITHUB_TYPES), 'UnknownTool', 'InvalidRequest']),
    );
  });

  it('of the mock, its pull route and the gateway occur in a scenario', () => {
    expect(typesAt('/mock/execute')).toEqual(expect.arrayContaining(Object.keys(MOCK_TYPES)));
    expect(typesAt('/mock/pull')).toEqual(['PermissionDenied']);
    expect(typesAt('/execute')).toEqual(expect.arrayContaining(Object.keys(GATEWAY_TYPES)));
  });

  it('have a twin that succeeds, for every tool', () => {
    const tools = [
      ...vfsTools.map(({ name }) => `/vfs/execute ${name} success`),
      ...githubTools.map(({ name }) => `/github/execute ${name} success`),
      ...['/mock/execute get_weather success', '/execute read_file success'],
    ];
    expect(missing(tools)).toEqual([]);
  });

  function typesAt(path: string): string[] {
    const types = found.map((one) => one.split(' ')).filter(([at]) => at === path);
    return [...new Set(types.map((parts) => parts.at(-1) ?? ''))]
      .filter((type) => type !== 'success')
      .sort();
  }
});

/** The expected results of a scenario's calls: `path tool type`. */
function expectedTypes({ entries }: CassetteFile): string[] {
  return entries.flatMap(({ request, expect: expected }) => {
    const type = expected === undefined ? undefined : expectedType(expected);
    const tool = String(jsonOf(request.body)['tool'] ?? '-');
    return type === undefined ? [] : [`${request.path} ${tool} ${type}`];
  });
}

function expectedType({ response, body }: Expectation): string | undefined {
  if (response !== undefined) {
    const { success, error_type: type } = jsonOf(response.body);
    return success === true ? 'success' : typeof type === 'string' ? type : undefined;
  }
  if (body?.kind !== 'object') return undefined;
  const [success, type] = [body.members.get('success'), body.members.get('error_type')];
  if (success?.kind === 'value' && success.json === 'true') return 'success';
  return type?.kind === 'value' ? String(JSON.parse(type.json)) : undefined;
}

function jsonOf(body: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return {};
  }
}

function recordingOf(name: string): CassetteFile {
  return readCassette(projectPath(`cassettes/${name}.yaml`));
}
