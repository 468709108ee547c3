import { lineComment, literal } from '../../output/javascript-text.ts';

/** The language of a module of handlers. */
export type ModuleLanguage = 'javascript' | 'typescript';

/** A module as {@link mswModule} makes it. */
export interface ModuleContent {
  /** The value of JSON that the module's `exchanges` is. */
  readonly exchanges: readonly unknown[];
  /** Of the cassette. */
  readonly name: string;
  readonly language: ModuleLanguage;
}

/**
 * The module around the exchanges. One handler takes all requests, because MSW asks its handlers
 * one after another. It matches only requests that it can answer, so MSW's `onUnhandledRequest`
 * sees every other request, and none passes through silently.
 */
export function mswModule({ exchanges, name, language }: ModuleContent): string {
  const isTyped = language === 'typescript';
  const inLanguage = (code: string): string => code.replace(TYPE, isTyped ? '$1' : '');
  const origin = lineComment(
    `Made by \`spintape convert\` from the cassette ${JSON.stringify(name)}.`,
  );
  const type = isTyped ? ': readonly Exchange[]' : '';
  const list = `const exchanges${type} = ${literal(exchanges)};\n`;
  return [`${origin}\n${HEAD}`, isTyped ? TYPES : '', list, inLanguage(CODE)]
    .filter(Boolean)
    .join('\n');
}

/** TypeScript-only syntax is in comments in {@link CODE}. */
const TYPE = /\/\*t (.*?)\*\//g;

const HEAD = `// Convert it again instead of editing.
import { HttpResponse, http } from 'msw';
`;

const TYPES = `interface Body {
  readonly json?: unknown;
  readonly text?: string;
  readonly base64?: string;
}

interface Exchange {
  readonly request: Body & {
    readonly method: string;
    readonly url: string;
    readonly headers?: readonly (readonly [name: string, value: string])[];
  };
  readonly response: Body & {
    readonly status: number;
    readonly headers?: [name: string, value: string][];
  };
}
`;

const CODE = `const used = new Set/*t <Exchange>*/();

/** Makes all answers available again, for the next test. */
export function reset()/*t : void*/ {
  used.clear();
}

/** Answers each recorded request once, and equal requests in the recorded order. */
export const handlers = [
  http.all(
    async ({ request }) => unusedFor(request, await bodyOf(request)) !== undefined,
    async ({ request }) => {
      const exchange = unusedFor(request, await bodyOf(request));
      if (exchange === undefined) return HttpResponse.error();
      used.add(exchange);
      const { status, headers = [], ...body } = exchange.response;
      const bytes = bytesOf(body);
      return new HttpResponse(bytes.length === 0 ? null : bytes, { status, headers });
    },
  ),
];

const recorded = new Map/*t <string, Exchange[]>*/();
for (const exchange of exchanges) {
  const { method, url, headers: _headers, ...body } = exchange.request;
  const key = keyOf(method, url, bytesOf(body));
  recorded.set(key, [...(recorded.get(key) ?? []), exchange]);
}

// Of several matches, one whose recorded request has all its headers in the request goes first.
function unusedFor(
  request/*t : Request*/,
  body/*t : Uint8Array*/,
)/*t : Exchange | undefined*/ {
  const all = recorded.get(keyOf(request.method, request.url, body)) ?? [];
  const left = all.filter((exchange) => !used.has(exchange));
  return left.find((exchange) => hasHeaders(request, exchange)) ?? left[0];
}

function hasHeaders(request/*t : Request*/, exchange/*t : Exchange*/)/*t : boolean*/ {
  const { headers = [] } = exchange.request;
  return headers.every(([name, value]) => request.headers.get(name) === value);
}

function keyOf(method/*t : string*/, url/*t : string*/, body/*t : Uint8Array*/)/*t : string*/ {
  return JSON.stringify([method, url, ...body]);
}

async function bodyOf(request/*t : Request*/)/*t : Promise<Uint8Array>*/ {
  return new Uint8Array(await request.clone().arrayBuffer());
}

function bytesOf({ json, text, base64 }/*t : Body*/) {
  if (base64 !== undefined) return Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0));
  return new TextEncoder().encode(json === undefined ? (text ?? '') : JSON.stringify(json));
}
`;
