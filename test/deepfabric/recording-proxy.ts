import { type RunningServer, startServer } from './http-server.ts';

/** A call of the client with the service's answer. */
export interface ProxiedCall {
  readonly method: string;
  readonly path: string;
  readonly request: string;
  readonly status: number;
  readonly response: string;
}

/** A proxy between the client and the service. */
export interface RecordingProxy extends RunningServer {
  /** The calls that were answered, in the order of their answers. */
  readonly calls: readonly ProxiedCall[];
}

/** Starts a proxy that forwards everything to a service and remembers it. */
export async function startRecordingProxy(service: string): Promise<RecordingProxy> {
  const calls: ProxiedCall[] = [];
  const server = await startServer(async ({ method, path, body }) => {
    const answer = await fetch(`${service}${path}`, {
      method,
      ...(body === '' ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    const response = await answer.text();
    calls.push({ method, path, request: body, status: answer.status, response });
    return { status: answer.status, body: response };
  });
  return { ...server, calls };
}
