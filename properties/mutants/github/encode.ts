import * as real from '../../../spin-app/github/encode.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/encode.ts';

export function encodePath(path: string): string {
  if (!isActive('dot-segments-pass')) return real.encodePath(path);
  return path.split('/').map(real.encodeSegment).join('/');
}

export function encodeRef(ref: string): string {
  return isActive('ref-not-encoded') ? ref : real.encodeRef(ref);
}

export function queryOf(values: Readonly<Record<string, string | number | null>>): string {
  if (!isActive('query-not-encoded')) return real.queryOf(values);
  const pairs = Object.entries(values).filter(([, value]) => value !== null && value !== '');
  return `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
}
