import * as real from '../../../spin-app/protocol/vfs-path.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/vfs-path.ts';

export function readVfsPath(text: string): real.VfsPath | null {
  const path = real.readVfsPath(text);
  if (isActive('spaces-dropped')) return path && { ...path, canonical: withoutSpaces(path) };
  if (isActive('backslash-as-slash')) return real.readVfsPath(text.replaceAll('\\', '/'));
  if (isActive('path-as-spelt')) return path && { ...path, canonical: text };
  if (path !== null || !isActive('climb-above-the-root')) return path;
  return real.readVfsPath(text.replaceAll('..', '.'));
}

function withoutSpaces({ canonical }: real.VfsPath): string {
  return canonical.replaceAll(' ', '');
}
