import type { HttpRequest } from '../../harness/internal.ts';
import { printfFormat, quotedWord } from '../../harness/output/shell-word.ts';

/**
 * The curl command that sends a request byte for byte. Its headers are those of the request, and
 * those that curl adds to every request.
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
  // If the request has no type, curl would declare its body to be a form.
  if (body.length > 0 && headers.every(([name]) => name !== 'content-type')) {
    words.push('-H', "'content-type:'");
  }
  if (body.length === 0) return words.join(' ');
  const word = quotedWord(body);
  if (word !== undefined && body[0] !== 0x40) return [...words, '--data-binary', word].join(' ');
  // A leading @ would name a file, and a word of a shell cannot contain NUL.
  return `printf ${printfFormat(body)} | ${[...words, '--data-binary', '@-'].join(' ')}`;
}

function head(body: Uint8Array): string[] {
  // -I cannot have a body, but without it curl waits for a body that never arrives.
  return body.length === 0 ? ['-I'] : ['-X', 'HEAD', '--max-time', '2'];
}

function wordOf(text: string): string {
  return quotedWord(new TextEncoder().encode(text)) ?? "''";
}
