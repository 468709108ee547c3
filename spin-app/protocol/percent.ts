/**
 * Decodes percent-encoding (RFC 3986, 2.1) of UTF-8. Never fails: an escape that encodes nothing
 * stands as written, so that `100%` names what it says. Lone surrogates, which UTF-8 does not have,
 * are read from the three bytes that the scheme of UTF-8 would give them.
 */
export function percentDecode(text: string): string {
  return text
    .replace(/%ed%([ab][0-9a-f])%([89ab][0-9a-f])/gi, (_, second: string, third: string) => {
      const high = Number.parseInt(second, 16) & 0x3f;
      const low = Number.parseInt(third, 16) & 0x3f;
      return String.fromCharCode(0xd000 | (high << 6) | low);
    })
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      try {
        return decodeURIComponent(run);
      } catch {
        return run;
      }
    });
}

/**
 * The inverse of {@link percentDecode}, for any string; the result is made of unreserved
 * characters.
 */
export function percentEncode(text: string): string {
  return text.replace(
    /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]|[^A-Za-z0-9._~-]/g,
    (character) => (isLoneSurrogate(character) ? surrogateBytes(character) : escapeOf(character)),
  );
}

/**
 * The value of a query parameter (`+` is a space, as forms write it), or undefined when it is
 * absent. Of a repeated parameter the first counts.
 */
export function queryParameter(query: string, name: string): string | undefined {
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    const key = equals === -1 ? pair : pair.slice(0, equals);
    if (formDecode(key) === name) return equals === -1 ? '' : formDecode(pair.slice(equals + 1));
  }
  return undefined;
}

function formDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '));
}

function isLoneSurrogate(character: string): boolean {
  const unit = character.charCodeAt(0);
  return character.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
}

function surrogateBytes(character: string): string {
  const unit = character.charCodeAt(0);
  const second = 0x80 | ((unit >> 6) & 0x3f);
  const third = 0x80 | (unit & 0x3f);
  return `%ED%${second.toString(16).toUpperCase()}%${third.toString(16).toUpperCase()}`;
}

function escapeOf(character: string): string {
  // encodeURIComponent leaves !'()* alone, which RFC 3986 reserves.
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : encoded;
}
