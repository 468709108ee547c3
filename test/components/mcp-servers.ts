import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

/** How a server of the MCP SDK lists its tools. */
export interface McpServerSettings {
  /** The names of the tools of each page. */
  readonly pages: readonly (readonly string[])[];
  /** Answers as JSON rather than as an event stream. */
  readonly asJson?: boolean;
}

/**
 * Starts a Streamable HTTP server on the MCP SDK at `/mcp`, with sessions, whose cursors are the
 * numbers of its pages.
 */
export async function startMcpServer({ pages, asJson = false }: McpServerSettings) {
  const transports = new Map<string, StreamableHTTPServerTransport>();
  const upstream = await startUpstream(async (request, response) => {
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? transports.get(id) : undefined;
    const transport = known ?? (await openTransport(pages, { asJson, transports }));
    await transport.handleRequest(request, response);
  });
  return { url: `${upstream.url}/mcp`, requests: upstream.requests, sessions: transports };
}

async function openTransport(
  pages: McpServerSettings['pages'],
  {
    asJson,
    transports,
  }: { asJson: boolean; transports: Map<string, StreamableHTTPServerTransport> },
): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => `session-${transports.size + 1}`,
    enableJsonResponse: asJson,
    onsessioninitialized: (id) => void transports.set(id, transport),
    onsessionclosed: (id) => void transports.delete(id),
  });
  const server = new Server(
    { name: 'paging', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true } } },
  );
  server.setRequestHandler(ListToolsRequestSchema, ({ params }) => {
    const page = Number(params?.cursor ?? 0);
    const tools = (pages[page] ?? []).map((name) => ({
      name,
      description: `The tool ${name}`,
      inputSchema: { type: 'object' as const },
    }));
    return page + 1 < pages.length ? { tools, nextCursor: String(page + 1) } : { tools };
  });
  // The transport's optional members are spelt in a way that exactOptionalPropertyTypes refuses.
  await server.connect(transport as Parameters<Server['connect']>[0]);
  return transport;
}

/** Starts a server that accepts `initialize` and then handles requests with the given function. */
export function startTroubledServer(
  toolsList: Parameters<typeof startUpstream>[0],
): Promise<Upstream> {
  return startUpstream(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const { id, method } = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (method === 'tools/list') return toolsList(request, response);
    if (id === undefined) return response.writeHead(202).end();
    const result = { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: {} };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
}
