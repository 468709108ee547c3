import { describe, expect, it } from 'vitest';
import { handleGateway } from '../gateway/gateway.ts';
import { gatewayWarmUp } from '../gateway/warm-up.ts';
import { handleGithub } from '../github/github.ts';
import { githubTools } from '../github/tools.ts';
import { githubWarmUp } from '../github/warm-up.ts';
import { handleMock } from '../mock/handle-mock.ts';
import { mockWarmUp } from '../mock/warm-up.ts';
import { handleVfs } from '../vfs/vfs.ts';
import { vfsWarmUp } from '../vfs/warm-up.ts';
import { parsed } from './memory-platform.fixture.ts';
import type { ComponentHandler } from './spin-entry.ts';
import { platformOf } from './spin-platform.ts';
import { type WarmUp, warmUpHost } from './warm-up.ts';

/** A line for each request of a warm-up: the tool or the target, and how it was answered. */
async function shown(handle: ComponentHandler, warmUp: WarmUp): Promise<string[]> {
  const platform = platformOf(warmUpHost(warmUp));
  const lines: string[] = [];
  for (const { method, target, body = '' } of warmUp.requests) {
    const [path = '', query = ''] = target.split('?');
    const bytes = new TextEncoder().encode(body);
    const answer = parsed(await handle({ method, path, query, body: bytes }, platform));
    lines.push(`${toolIn(body) ?? `${method} ${target}`}: ${told(answer)}`);
  }
  return lines;
}

function toolIn(body: string): unknown {
  try {
    return JSON.parse(body).tool;
  } catch {
    return undefined;
  }
}

function told({ status, body }: ReturnType<typeof parsed>): unknown {
  const { error_type: type } = body as { error_type?: unknown };
  if (status !== 200) return status;
  return type ?? 'ok';
}

describe('a warm-up', () => {
  it('shows the files of a session in every state', async () => {
    expect(await shown(handleVfs, vfsWarmUp)).toMatchInlineSnapshot(`
      [
        "write_file: ok",
        "write_file: ok",
        "write_file: ok",
        "list_files: ok",
        "read_file: ok",
        "read_file: FileNotFound",
        "read_file: InvalidArguments",
        "read_file: PermissionDenied",
        "read_file: InvalidArguments",
        "delete_file: ok",
        "delete_file: FileNotFound",
        "no_tool: UnknownTool",
        "POST /vfs/execute: 400",
        "read_file: 400",
        "GET /vfs/health: ok",
        "GET /vfs/list-tools: ok",
        "DELETE /vfs/session/session%201: ok",
        "DELETE /vfs/session?id=session+1: ok",
        "GET /vfs/nothing: 404",
      ]
    `);
  });

  it('shows mocks that are loaded, changed, called and cleared', async () => {
    expect(await shown(handleMock, mockWarmUp)).toMatchInlineSnapshot(`
      [
        "get_weather: UnknownTool",
        "POST /mock/load-schema: ok",
        "POST /mock/load-schema: ok",
        "get_weather: ok",
        "POST /mock/update-response: ok",
        "get_weather: ok",
        "POST /mock/add-fixture: ok",
        "POST /mock/add-fixture: ok",
        "get_weather: ok",
        "get_weather: ok",
        "get_weather: InvalidArguments",
        "get_weather: InvalidArguments",
        "get_weather: InvalidArguments",
        "no_tool: UnknownTool",
        "POST /mock/execute: ok",
        "POST /mock/execute: 400",
        "POST /mock/execute: 400",
        "GET /mock/list-tools?session_id=session+1: ok",
        "GET /mock/health: ok",
        "POST /mock/clear: ok",
        "DELETE /mock/session/session%201: ok",
        "GET /mock/nothing: 404",
      ]
    `);
  });

  it('shows each tool of GitHub twice, and then what goes wrong', async () => {
    const lines = await shown(handleGithub, githubWarmUp);
    const twice = githubTools.flatMap(({ name }) => [`${name}: ok`, `${name}: ok`]);
    expect(lines.slice(0, twice.length)).toEqual(twice);
    expect(lines.slice(twice.length)).toMatchInlineSnapshot(`
      [
        "gh_get_file_contents: NotFound",
        "gh_get_file_contents: ok",
        "gh_get_file_contents: InvalidArguments",
        "gh_get_file_contents: RepoNotAllowed",
        "gh_get_file_contents: InvalidArguments",
        "gh_search_code: ok",
        "gh_list_issues: InvalidArguments",
        "no_tool: UnknownTool",
        "POST /github/execute: 400",
        "GET /github/health: ok",
        "GET /github/list-tools: ok",
        "GET /github/components: ok",
        "DELETE /github/session/session%201: ok",
        "GET /github/nothing: 404",
      ]
    `);
  });

  it('shows calls that are passed on', async () => {
    expect(await shown(handleGateway, gatewayWarmUp)).toMatchInlineSnapshot(`
      [
        "read_file: ok",
        "gh_get_repo: ok",
        "get_weather: ok",
        "POST /execute?session_id=session+1: ok",
        "POST /execute: ok",
        "1: 400",
        "POST /execute: 400",
        "GET /health: ok",
        "GET /components: ok",
        "GET /list-tools: ok",
        "DELETE /session/session%201: ok",
        "DELETE /session?id=session+1: ok",
        "GET /nothing: 404",
      ]
    `);
  });
});
