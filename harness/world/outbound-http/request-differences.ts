import type { OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { firstJsonDifference } from './json-difference.ts';

/** One field in which two requests differ; a side that lacks the field has no value. */
export interface FieldDifference {
  /**
   * `method`, `origin`, `path`, `fragment`, `query NAME`, `header NAME`, `body`, `body $.PATH` for
   * JSON, or `url` if only the order or the spelling differs.
   */
  readonly field: string;
  readonly recorded: string | undefined;
  readonly asked: string | undefined;
}

/** The fields in which a request differs from a recorded one; empty if they match. */
export function requestDifferences(
  recorded: OutboundRequest,
  asked: OutboundRequest,
): FieldDifference[] {
  return [
    ...differing('method', recorded.method, asked.method),
    ...urlDifferences(recorded.url, asked.url),
    ...namedDifferences('header', recorded.headers.map(lowerCased), asked.headers.map(lowerCased)),
    ...bodyDifferences(recorded.body, asked.body),
  ];
}

function lowerCased([name, value]: HeaderList[number]): HeaderList[number] {
  return [name.toLowerCase(), value];
}

function differing(
  field: string,
  recorded: string | undefined,
  asked: string | undefined,
): FieldDifference[] {
  return recorded === asked ? [] : [{ field, recorded, asked }];
}

function urlDifferences(recorded: string, asked: string): FieldDifference[] {
  if (recorded === asked) return [];
  if (!URL.canParse(recorded) || !URL.canParse(asked)) return differing('url', recorded, asked);
  const from = new URL(recorded);
  const to = new URL(asked);
  const parts = [
    ...differing('origin', from.origin, to.origin),
    ...differing('path', from.pathname, to.pathname),
    ...namedDifferences('query', [...from.searchParams], [...to.searchParams]),
    ...differing('fragment', from.hash, to.hash),
  ];
  // The order of parameters and the way of encoding are part of the match too.
  return parts.length > 0 ? parts : differing('url', recorded, asked);
}

function namedDifferences(
  kind: 'query' | 'header',
  recorded: HeaderList,
  asked: HeaderList,
): FieldDifference[] {
  const names = new Set([...recorded, ...asked].map(([name]) => name));
  return [...names].sort().flatMap((name) => {
    const from = valuesOf(recorded, name);
    const to = valuesOf(asked, name);
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    const isAmbiguous = from.join(', ') === to.join(', ');
    const show = (values: readonly string[]): string | undefined =>
      isAmbiguous ? JSON.stringify(values) : values.length === 0 ? undefined : values.join(', ');
    return [{ field: `${kind} ${name}`, recorded: show(from), asked: show(to) }];
  });
}

function valuesOf(entries: HeaderList, name: string): string[] {
  return entries.filter(([candidate]) => candidate === name).map(([, value]) => value);
}

function bodyDifferences(recorded: Uint8Array, asked: Uint8Array): FieldDifference[] {
  if (Buffer.compare(recorded, asked) === 0) return [];
  const from = Buffer.from(recorded).toString();
  const to = Buffer.from(asked).toString();
  const json = firstJsonDifference(from, to);
  // Bytes that are not UTF-8 may decode to the same text.
  if (from === to) return [{ field: 'body', recorded: base64(recorded), asked: base64(asked) }];
  if (json === undefined) return [{ field: 'body', recorded: from, asked: to }];
  return [{ field: `body ${json.path}`, recorded: json.from, asked: json.to }];
}

function base64(body: Uint8Array): string {
  return Buffer.from(body).toString('base64');
}
