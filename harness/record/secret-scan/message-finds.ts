import { Buffer } from 'node:buffer';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { bytesOf, shownName } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import { isPlaceholder } from './shapes/random-value.ts';
import { type SecretSearch, searchInNames, type TextFind } from './shapes/shape-finds.ts';
import { signatureOf } from './shapes/url-signature.ts';
import { namedFinds, textFinds } from './text-finds.ts';
import { withoutPlaceholders } from './without-placeholders.ts';

/** The secrets in headers and their names; the place ends in `request` or `response`. */
export function headerFinds(
  headers: HeaderList,
  place: string,
  search: SecretSearch,
): SecretFind[] {
  return headers.flatMap(([name, value], index) => {
    const finds = credentialFinds(name, value) ?? namedFinds(name, bytesOf(value), search);
    return [...nameFinds(name, search), ...finds].map((find) =>
      secretFind(find, `${place} header ${shownName(name, index, search)}`),
    );
  });
}

/** The secrets in a name that may have lost its capitals on the way. */
export function nameFinds(name: string, search: SecretSearch): TextFind[] {
  return textFinds(bytesOf(name), searchInNames(search));
}

/**
 * The secrets in a URL, or in a path with its query: parameters are located by name, everything
 * else by the first byte.
 */
export function urlFinds(url: string, place: string, search: SecretSearch): SecretFind[] {
  const start = url.indexOf('?');
  const path = start < 0 ? url : url.slice(0, start);
  const query = start < 0 ? '' : url.slice(start + 1);
  const finds = textFinds(bytesOf(path), searchOfUrl(path, search));
  return [
    ...finds.map((find) => secretFind(find, `${place}, byte ${find.index}`)),
    ...queryFinds(query, place, search),
  ];
}

// A host loses its capitals in transit; the rest of the URL keeps them.
function searchOfUrl(url: string, search: SecretSearch): SecretSearch {
  const host = bytesOf(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(url)?.[0] ?? '');
  if (host === '') return search;
  const inHost = (bytes: string) =>
    bytes.startsWith(host) ? search.known(host, 'any case') : undefined;
  return { ...search, known: (bytes, letters) => search.known(bytes, letters) ?? inHost(bytes) };
}

function queryFinds(query: string, place: string, search: SecretSearch): SecretFind[] {
  const parameters = [...new URLSearchParams(query)];
  const signature = signatureOf(query);
  return parameters.flatMap(([name, value], index) => {
    const shown = `${place}, query ${shownName(name, index, search)}`;
    const signed: TextFind[] =
      name === signature ? [{ kind: 'the signature of a URL', secret: value, index: 0 }] : [];
    const finds = [
      ...(signed.length > 0 ? signed : namedFinds(name, bytesOf(value), search)),
      ...textFinds(bytesOf(name), search),
    ];
    return finds.map((find) => secretFind(find, shown));
  });
}

const SHORTEST_CREDENTIALS = 8;

// Every value of these headers is a credential, except a placeholder.
function credentialFinds(name: string, value: string): TextFind[] | undefined {
  if (name !== 'authorization' && name !== 'proxy-authorization') return undefined;
  const [, scheme = '', credentials = value] = /^([A-Za-z0-9-]+) +(.*)$/s.exec(value.trim()) ?? [];
  const isBasic = scheme.toLowerCase() === 'basic';
  const opened = isBasic ? Buffer.from(credentials, 'base64').toString('latin1') : credentials;
  if (withoutPlaceholders(opened) !== opened) return undefined;
  if (credentials.length < SHORTEST_CREDENTIALS || isPlaceholder(credentials)) return [];
  return [{ kind: 'credentials', secret: credentials, index: 0 }];
}
