import type { EndedProcess } from './spintape.fixture.ts';

/** An answer with its body as text. */
export interface TextAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly body: string;
}

/** The differences of a request from a plain GET. */
export interface TextRequest {
  readonly method?: string;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** Sends a request, a body as JSON, and reads the whole answer. */
export async function request(url: string, options: TextRequest = {}): Promise<TextAnswer> {
  const headers = options.body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url, { headers, ...options } as RequestInit);
  return {
    status: response.status,
    contentType: response.headers.get('content-type'),
    body: await response.text(),
  };
}

/** Calls a tool of a component, component style, and gives the JSON of its answer. */
export async function callTool(
  origin: string,
  call: { component?: string; session?: string; tool: string; args?: unknown },
): Promise<unknown> {
  const { component = 'vfs', session, tool, args = {} } = call;
  const { status, body } = await request(`${origin}/${component}/execute`, {
    method: 'POST',
    body: JSON.stringify({ session_id: session, tool, args }),
  });
  if (status !== 200) throw new Error(`${tool} was answered with ${status}: ${body}`);
  return JSON.parse(body);
}

/** The answer of a component-style tool. */
export function toolAnswer(success: boolean, result: string, errorType: string | null = null) {
  return { success, result, error_type: errorType };
}

/** The document of `--json`, as far as tests look at it. */
export interface ReportDocument {
  readonly spintape: number;
  readonly command: string;
  readonly ok: boolean;
  readonly summary: Readonly<Record<string, number>>;
  readonly results: ReadonlyArray<{
    readonly name: string;
    readonly path: string;
    readonly verdict: string;
    readonly reason?: string;
    readonly calls: number;
    readonly differences?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  }>;
}

/** The one JSON document that a process printed on stdout. */
export function reportOf({ stdout }: EndedProcess): ReportDocument {
  return JSON.parse(stdout) as ReportDocument;
}
