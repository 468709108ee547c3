/**
 * A text in which nothing acts on a terminal or a parser: control characters, lone surrogates and
 * the two characters that no XML may hold are shown as `\u001b`.
 */
export function visibleText(text: string): string {
  return text.replace(
    /[\ud800-\udbff][\udc00-\udfff]|[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/g,
    (match) =>
      match.length === 2 ? match : `\\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
