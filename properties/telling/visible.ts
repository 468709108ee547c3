/** A text on one line in which nothing acts on a terminal: what would is shown as `\u001b`. */
export function visible(text: string): string {
  return text.replace(
    /[\ud800-\udbff][\udc00-\udfff]|[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/g,
    (match) =>
      match.length === 2 ? match : `\\u${match.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
