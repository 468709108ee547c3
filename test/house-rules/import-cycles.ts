import { importsOf } from './imports.ts';
import type { SourceFile } from './source-tree.ts';
import type { Violation } from './violation.ts';

/** Cycles of files that import each other, types included; each cycle is named once. */
export function importCycleViolations(files: readonly SourceFile[]): Violation[] {
  const graph = new Map(
    files.map((file) => [file.path, importsOf(file).filter(({ isOwn }) => isOwn)]),
  );
  const violations: Violation[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (done.has(path)) return;
    for (const { target, line } of graph.get(path) ?? []) {
      const start = [...trail, path].indexOf(target);
      if (start === -1) {
        visit(target, [...trail, path]);
        continue;
      }
      const cycle = [...[...trail, path].slice(start), target].join(' -> ');
      const correct = 'Move what both need into a file of its own.';
      violations.push({ path, line, message: `closes the import cycle ${cycle}. ${correct}` });
    }
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return violations;
}
