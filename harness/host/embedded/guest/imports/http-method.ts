/** wasi:http/types@0.2.0, variant method. */
export type Method =
  | {
      tag: 'get' | 'head' | 'post' | 'put' | 'delete' | 'connect' | 'options' | 'trace' | 'patch';
    }
  | { tag: 'other'; val: string };

const KNOWN = new Set([
  'get',
  'head',
  'post',
  'put',
  'delete',
  'connect',
  'options',
  'trace',
  'patch',
]);

/** The variant for a method's name in upper case. */
export function methodVariant(name: string): Method {
  const tag = name.toLowerCase();
  return KNOWN.has(tag) && name === name.toUpperCase()
    ? ({ tag } as Method)
    : { tag: 'other', val: name };
}

/** The inverse of {@link methodVariant}. */
export function methodName(method: Method): string {
  return method.tag === 'other' ? method.val : method.tag.toUpperCase();
}

/** wasi:http/types@0.2.0, variant scheme. */
export type Scheme = { tag: 'HTTP' | 'HTTPS' } | { tag: 'other'; val: string };

/** The scheme as a URL has it. */
export function schemeName(scheme: Scheme | undefined): string {
  if (scheme === undefined) return 'https';
  return scheme.tag === 'other' ? scheme.val : scheme.tag.toLowerCase();
}
