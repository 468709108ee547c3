import { trimEndOf, trimStartOf } from '../../trim-character.ts';
/** A segment of a route, as in the crate routefinder 0.5, with which Spin routes. */
export type RouteSegment =
  | { readonly kind: 'exact'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'slash' }
  | { readonly kind: 'dot' };

/** A public HTTP route to a component. */
export interface Route {
  readonly componentId: string;
  /** The route as the manifest writes it. */
  readonly raw: string;
  /** The route with a leading slash and without a trailing one; empty for the root. */
  readonly based: string;
  readonly segments: readonly RouteSegment[];
  /** Of the trigger, counted from 1. */
  readonly line: number;
}

/**
 * Reads a route of the manifest, which may have `:parameters` and a trailing wildcard `/...`.
 *
 * @throws SyntaxError with the reason.
 */
export function parseRoute(
  raw: string,
  { componentId, line }: { componentId: string; line: number },
): Route {
  const absolute = raw.startsWith('/') ? raw : `/${raw}`;
  const based = absolute.endsWith('/') ? absolute.slice(0, -1) : absolute;
  const pattern = based.endsWith('/...') ? `${based.slice(0, -3)}*` : based;
  return { componentId, raw, based, segments: parseSegments(pattern), line };
}

function parseSegments(pattern: string): RouteSegment[] {
  const segments: RouteSegment[] = [];
  const trimmed = trimEndOf(trimStartOf(pattern, '/'), '/');
  for (const match of trimmed.matchAll(/(^|[./])([^./]*)/g)) {
    const [, separator = '', section = ''] = match;
    if (separator === '.') appendDot(segments);
    if (section === '') continue;
    if (separator === '/' && match.index > 0) segments.push({ kind: 'slash' });
    segments.push(parseSection(section));
  }
  const wildcard = segments.findIndex(({ kind }) => kind === 'wildcard');
  if (wildcard !== -1 && wildcard < segments.length - 1) {
    throw new SyntaxError('a wildcard is allowed only at the end');
  }
  return segments;
}

// A dot inside plain text is plain text; after a parameter it ends that parameter.
function appendDot(segments: RouteSegment[]): void {
  const last = segments.at(-1);
  if (last?.kind === 'exact') segments.splice(-1, 1, { kind: 'exact', text: `${last.text}.` });
  else segments.push({ kind: 'dot' });
}

function parseSection(section: string): RouteSegment {
  if (section === '*') return { kind: 'wildcard' };
  if (section.startsWith('*')) throw new SyntaxError(`the wildcard "${section}" has a name`);
  if (section === ':') throw new SyntaxError('a parameter ":" has no name');
  if (section.startsWith(':')) return { kind: 'parameter', name: section.slice(1) };
  return { kind: 'exact', text: section };
}
