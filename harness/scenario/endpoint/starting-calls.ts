import { mockDefinitions } from '../../engine/starting/starting-mock.ts';
import { writtenFiles } from '../../engine/starting/written-files.ts';
import { HarnessError } from '../../errors.ts';
import type { AnsweringHost } from '../../host/host.ts';
import { expandCall } from '../../tool-call/dialect.ts';
import type { HttpRequest, HttpResponse } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import { type OwnSessions, percentEncoded } from './own-sessions.ts';
import { successOf } from './seen-response.ts';
import type { StartingParts } from './world-needs.ts';

/** A call that makes a part of a starting world. */
interface StartingCall {
  readonly makes: 'files' | 'mock';
  readonly request: HttpRequest;
}

/** How much of an answer is shown, in UTF-16 code units. */
const MOST_SHOWN = 200;

/**
 * Makes the starting files and mocks of sessions at a service, by the calls that anybody can make.
 * Mocks are those of the sessions, not those that all share.
 *
 * @returns `files` where the service refuses to write one, since a world may have files that no
 *   call can make; undefined if all are there
 * @throws HarnessError `host-failed` where the service refuses the mocks.
 */
export async function makeStart(
  service: AnsweringHost,
  world: StartingWorld,
  around: {
    readonly called: Iterable<string | undefined>;
    readonly own: OwnSessions;
    /** As the user named it, for messages. */
    readonly file: string;
  },
): Promise<'files' | undefined> {
  const { called, own, file } = around;
  const named = [...called].filter((session) => session !== undefined);
  const sessions = new Set([...named, ...(world.sessionFiles?.keys() ?? [])]);
  for (const session of sessions) {
    for (const { makes, request } of startingCalls(world, session, file)) {
      const response = await service.answer(own.sent(request));
      const isRefused = successOf(response)?.success === false;
      if (response.status === 200 && !isRefused) continue;
      if (makes === 'files') return 'files';
      throw refusedMock(response, world.places?.get('/mock') ?? { file });
    }
  }
  return undefined;
}

function refusedMock(
  { status, body }: HttpResponse,
  place: { readonly file: string; readonly line?: number },
): HarnessError {
  const said = (decodeUtf8(body) ?? '').slice(0, MOST_SHOWN).replace(/\.$/, '');
  return new HarnessError({
    code: 'host-failed',
    problem: `Failed to load the mocks at the service: it answers with status ${status}, ${said}`,
    next: 'Correct world.mock, or run the scenario without --endpoint.',
    ...place,
  });
}

/** Which parts of a starting world a service can make, tried in a session that nobody has. */
export async function startingParts(
  service: AnsweringHost,
  own: OwnSessions,
): Promise<StartingParts> {
  const session = 'probe';
  const list = expandCall({ component: 'vfs', session, tool: 'list_files', args: '{}' });
  const files = successOf(await service.answer(own.sent(list)));
  const clear = await service.answer(own.sent(mockRequest('clear', session, '{}')));
  return { vfs: files !== undefined, mock: clear.status === 200 };
}

function startingCalls(world: StartingWorld, session: string, file: string): StartingCall[] {
  const files = writtenFiles(world, { session, file }).map(({ path, content }): StartingCall => {
    const args = JSON.stringify({ file_path: path, content });
    const request = expandCall({ component: 'vfs', session, tool: 'write_file', args });
    return { makes: 'files', request };
  });
  if (world.mock === undefined) return files;
  const request = mockRequest('load-schema', session, mockDefinitions(world.mock));
  return [...files, { makes: 'mock', request }];
}

function mockRequest(route: string, session: string, body: string): HttpRequest {
  return {
    method: 'POST',
    path: `/mock/${route}?session_id=${percentEncoded(session)}`,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(body),
  };
}
