import { invalidArguments } from './github-failure.ts';

/** How often a percent-encoded path is unfolded; no server nests decoders that deep. */
const MOST_UNFOLDINGS = 8;

/**
 * Encodes an argument as one segment of a URL's path or one value of its query.
 *
 * @throws GithubFailure InvalidArguments when it holds half a surrogate pair, which has no UTF-8
 * form.
 */
export function encodeSegment(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    throw invalidArguments(`Not a Unicode text: ${JSON.stringify(text)}`);
  }
}

/**
 * Encodes the path of a file segment by segment; slashes at its ends and doubled ones are dropped.
 *
 * @throws GithubFailure InvalidArguments as {@link refuseDotSegments} does.
 */
export function encodePath(path: string): string {
  refuseDotSegments(path);
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.map(encodeSegment).join('/');
}

/**
 * Encodes a git ref as one segment, so that no branch name reaches another endpoint
 * (`main/status`).
 *
 * @throws GithubFailure InvalidArguments as {@link refuseDotSegments} does.
 */
export function encodeRef(ref: string): string {
  refuseDotSegments(ref);
  return encodeSegment(ref);
}

/** Joins `name=value` pairs to a query with its `?`, leaving out those without a value. */
export function queryOf(values: Readonly<Record<string, string | number | null>>): string {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${encodeSegment(String(value))}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/**
 * Refuses `.` and `..` as segments, behind percent-encoding and backslashes too, because some
 * server on the way may unfold them, and control characters.
 *
 * @throws GithubFailure InvalidArguments
 */
function refuseDotSegments(path: string): void {
  const segments = unfold(path)?.split(/[/\\]/);
  const isBad = segments === undefined || segments.some((each) => each === '.' || each === '..');
  if (isBad || /[\u0000-\u001f\u007f]/.test(path)) {
    throw invalidArguments(`Invalid path: ${JSON.stringify(path)}`);
  }
}

/** The path with no percent-encoded ASCII left in it, or null when it is nested too deep. */
function unfold(path: string): string | null {
  let current = path;
  for (let round = 0; round < MOST_UNFOLDINGS; round++) {
    const next = current.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === current) return current;
    current = next;
  }
  return null;
}
