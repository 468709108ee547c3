/** Scheme, host and port of a URL; the text itself if it is not a URL that has them. */
export function urlOrigin(url: string): string {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? url : origin;
}
