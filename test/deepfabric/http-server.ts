import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request whose body has come in. */
export interface TextRequest {
  readonly method: string;
  /** The path with its query. */
  readonly path: string;
  readonly body: string;
}

/** A JSON answer. */
export interface TextAnswer {
  readonly status: number;
  readonly body: string;
}

/** A server on a free port of this machine. */
export interface RunningServer {
  readonly url: string;
  readonly close: () => void;
}

/** Serves answers with JSON bodies; an exception of the answerer becomes a 500. */
export async function startServer(
  answer: (request: TextRequest) => TextAnswer | Promise<TextAnswer>,
): Promise<RunningServer> {
  const server = createServer(listener(answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function listener(answer: (request: TextRequest) => TextAnswer | Promise<TextAnswer>) {
  const serve: RequestListener = async (message, response) => {
    const { method = '', url: path = '' } = message;
    const given = await text(message);
    const { status, body } = await Promise.resolve({ method, path, body: given })
      .then(answer)
      .catch((error: unknown) => ({ status: 500, body: JSON.stringify({ error: `${error}` }) }));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  return serve;
}
