import type { HttpRequest } from '../../harness/internal.ts';
import { printfFormat, quotedWord } from '../../harness/output/shell-word.ts';

/**
 * The curl command that sends a request byte for byte. Its headers are those of the request, but
 * for what curl adds to every request.
 *
 * @param origin `http://host:port`
 */
export function curlCommand(request: HttpRequest, origin: string): string {
  const { method, path, headers, body } = request;
  const words = ['curl', '-s', ...(method === 'HEAD' ? head(body) : ['-X', method])];
  if (/[[\]{}]/.test(path)) words.push('--globoff');
  if (/\/\.{1,2}(?:[/?]|$)/.test(path)) words.push('--path-as-is');
  words.push(wordOf(origin + path));
  for (const [name, value] of headers) words.push('-H', wordOf(`${name}: ${value}`));
  // Without a type of the request's own, curl would say that a body is a form.
  if (body.length > 0 && headers.every(([name]) => name !== 'content-type')) {
    words.push('-H', "'content-type:'");
  }
  if (body.length === 0) return words.join(' ');
  const word = quotedWord(body);
  if (word !== undefined && body[0] !== 0x40) return [...words, '--data-binary', word].join(' ');
  // A leading @ would name a file, and no word of a shell can hold a NUL.
  return `printf ${printfFormat(body)} | ${[...words, '--data-binary', '@-'].join(' ')}`;
}

function head(body: Uint8Array): string[] {
  // -I takes no body; without it curl waits for one that never comes.
  return body.length === 0 ? ['-I'] : ['-X', 'HEAD', '--max-time', '2'];
}

function wordOf(text: string): string {
  return quotedWord(new TextEncoder().encode(text)) ?? "''";
}
