import { type Answer, send } from './contract-case.ts';

/** The tools of a service, called over HTTP as DeepFabric's client calls them. */
export interface ToolService {
  send(line: string, body?: unknown): Promise<Answer>;
  /** `POST /{component}/execute` in the component style; gives the answer's body. */
  call(component: string, session: string, tool: string, args?: unknown): Promise<unknown>;
  write(session: string, file_path: string, content: unknown): Promise<unknown>;
  read(session: string, file_path: string): Promise<unknown>;
  list(session: string): Promise<unknown>;
  remove(session: string, file_path: string): Promise<unknown>;
  /** `POST /mock/{route}`; gives the answer's body. */
  mock(route: string, body: unknown): Promise<unknown>;
}

/** The tools of the service at an origin. */
export function toolService(origin: () => string): ToolService {
  const call: ToolService['call'] = async (...[component, session_id, tool, args = {}]) => {
    const body = { session_id, tool, args };
    return (await send(origin(), `POST /${component}/execute`, body)).body;
  };
  return {
    send: (line, body) => send(origin(), line, body),
    call,
    write: (session, file_path, content) =>
      call('vfs', session, 'write_file', { file_path, content }),
    read: (session, file_path) => call('vfs', session, 'read_file', { file_path }),
    list: (session) => call('vfs', session, 'list_files'),
    remove: (session, file_path) => call('vfs', session, 'delete_file', { file_path }),
    mock: async (route, body) => (await send(origin(), `POST /mock/${route}`, body)).body,
  };
}
