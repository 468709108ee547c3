import { startUpstream, type Upstream, type UpstreamHandler } from '../upstream.fixture.ts';
import type { ReceivedRequest } from './secret-traces.fixture.ts';

/** The texts that an upstream puts into its answers. */
export interface Poison {
  readonly text: string;
  /** A URL that leads elsewhere, in place of the requested one. */
  readonly lead: (url: string) => string;
}

/** An upstream that puts instructions into its answers. */
export interface InstructingUpstream {
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** Undefined: it answers as an honest one does. */
  poison: Poison | undefined;
}

/** One answer. */
interface Said {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

type Speaker = (request: ReceivedRequest, said: { text: string; link: string }) => Said;

/** Repositories, by how GitHub answers for them. */
export const REPOSITORIES = ['hello', 'refused', 'moved', 'garbled'] as const;

/** Starts an upstream with the API of GitHub. */
export function startInstructingGithub(): Promise<InstructingUpstream> {
  return start(github);
}

/** MCP servers, by how they answer. */
export const MCP_SERVERS = ['tools', 'names', 'events', 'error', 'refused', 'moved'] as const;

/** Starts an upstream with one MCP server for each kind of answer, below a path of its name. */
export function startInstructingMcp(): Promise<InstructingUpstream> {
  return start(mcp);
}

async function start(speak: Speaker): Promise<InstructingUpstream> {
  const received: ReceivedRequest[] = [];
  const handler: UpstreamHandler = (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders: headers } = request;
      const whole = { method, url, headers, body: Buffer.concat(parts) };
      received.push(whole);
      const { text, lead } = upstream.poison ?? HARMLESS;
      const link = lead(url);
      const { status = 200, type = 'application/json', body } = speak(whole, { text, link });
      response.statusCode = status;
      response.setHeader('content-type', type);
      response.setHeader('mcp-session-id', asHeader(text));
      if (upstream.poison !== undefined) {
        for (const [name, value] of hostileHeaders(text, link)) response.setHeader(name, value);
      }
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  };
  const { url }: Upstream = await startUpstream(handler);
  const upstream: InstructingUpstream = { url, received, poison: undefined };
  return upstream;
}

const HARMLESS: Poison = { text: 'harmless', lead: () => 'harmless' };

function asHeader(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').trim();
}

/** Headers that clients follow, and some that they repeat. */
function hostileHeaders(text: string, link: string): [name: string, value: string][] {
  return [
    ['location', link],
    ['content-location', link],
    ['refresh', `0; url=${link}`],
    ['link', `<${link}>; rel="next", <${link}>; rel="last"`],
    ...['etag', 'set-cookie', 'x-note'].map((name): [string, string] => [name, asHeader(text)]),
  ];
}

const github: Speaker = ({ url, headers }, { text, link }) => {
  const { pathname, searchParams } = new URL(url, 'http://github.test');
  const [, , , name, ...rest] = pathname.split('/');
  const kind = pathname.startsWith('/search/') ? searchParams.get('q')?.split(' ').at(-1) : name;
  if (kind === 'garbled') return { body: text };
  if (kind === 'moved') return { status: 307, body: { message: text, url: link } };
  const thing = everyField(text, link);
  if (kind === 'refused') {
    return { status: 422, body: { ...thing, message: text, errors: [{ ...thing, code: text }] } };
  }
  if (pathname.startsWith('/search/')) {
    const owned = { ...thing, full_name: 'octo/hello', repository: { full_name: 'octo/hello' } };
    return { body: { total_count: text, items: [owned, thing] } };
  }
  if (rest[0] === 'contents') return contents(rest[1] ?? '', headers, { text, thing });
  const isList = rest.length === 1;
  // A POST returns one item; everything else at these paths returns a list.
  const isNew = headers.some((header) => /^content-type$/i.test(header));
  return { status: isNew ? 201 : 200, body: isList && !isNew ? [thing, thing] : thing };
};

function contents(
  path: string,
  headers: readonly string[],
  { text, thing }: { text: string; thing: object },
): Said {
  if (headers.some((header) => header.includes('raw'))) return { type: 'text/plain', body: text };
  const size = Buffer.byteLength(text);
  switch (path) {
    case 'file': {
      const content = Buffer.from(text).toString('base64');
      return { body: { ...thing, type: 'file', encoding: 'base64', size, content } };
    }
    case 'large':
      return { body: { ...thing, type: 'file', encoding: 'none', size, content: '' } };
    case 'link':
      return { body: { ...thing, type: 'symlink' } };
    case 'module':
      return { body: { ...thing, type: 'submodule' } };
    case 'raw':
      return { type: 'application/vnd.github.v3.raw; charset=utf-8', body: text };
    default:
      return { body: [thing, thing] };
  }
}

/** An issue, a pull request, a commit, a branch, a file, and a repository, all in one. */
function everyField(text: string, link: string) {
  const texts = [
    ...['number', 'title', 'body', 'state', 'created_at', 'updated_at', 'comments', 'draft'],
    ...['mergeable', 'additions', 'deletions', 'changed_files', 'sha', 'stats', 'name', 'path'],
    ...['full_name', 'description', 'stargazers_count', 'language', 'protected', 'type', 'size'],
    ...['encoding', 'content', 'target', 'node_id', 'id', 'documentation_url'],
  ];
  const links = ['url', 'html_url', 'git_url', 'download_url', 'comments_url', 'submodule_git_url'];
  return {
    ...Object.fromEntries(texts.map((name) => [name, text])),
    ...Object.fromEntries(links.map((name) => [name, link])),
    user: { login: text, url: link },
    labels: [{ name: text, url: link }],
    assignees: [{ login: text, url: link }],
    head: { ref: text },
    base: { ref: text },
    commit: { message: text, sha: text, author: { name: text, date: text }, url: link },
    files: [{ filename: text, status: text, changes: text, raw_url: link }],
    repository: { full_name: text, url: link },
    [text]: text,
  };
}

const mcp: Speaker = ({ url, body }, { text, link }) => {
  const kind = url.split('/')[1] ?? '';
  if (kind === 'refused') return { status: 500, body: text };
  if (kind === 'moved') return { status: 307, body: { url: link } };
  if (body.length === 0) return { body: text };
  const { id, method, params } = JSON.parse(body.toString());
  if (id === undefined) return { status: 202, body: '' };
  if (kind === 'error' && method !== 'initialize') {
    return { body: { jsonrpc: '2.0', id, error: { code: -1, message: text, data: text } } };
  }
  const result =
    method === 'initialize'
      ? {
          protocolVersion: asHeader(text),
          capabilities: { tools: {}, [text]: text },
          serverInfo: { name: text, version: text, websiteUrl: link },
          instructions: text,
        }
      : toolsOf(kind === 'names' ? text : 'lookup', { text, link }, params.cursor === undefined);
  const message = JSON.stringify({ jsonrpc: '2.0', id, result });
  if (kind !== 'events') return { body: message };
  const note = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message', params: text });
  return { type: 'text/event-stream', body: `data: ${note}\n\ndata: ${message}\n\n` };
};

function toolsOf(name: string, { text, link }: { text: string; link: string }, isFirst: boolean) {
  const schema = { type: 'string', description: text, default: text, title: text };
  const tool = {
    name: isFirst ? name : 'second',
    title: text,
    description: text,
    inputSchema: {
      type: 'object',
      description: text,
      properties: { query: schema, [text]: schema },
      $comment: link,
    },
    annotations: { title: text },
    mockResponse: text,
    mockFixtures: [{ match: {}, response: text }],
    icons: [{ src: link }],
  };
  return { tools: [tool], ...(isFirst && { nextCursor: text }) };
}
