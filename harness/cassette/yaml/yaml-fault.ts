import { HarnessError } from '../../errors.ts';
import type { YamlNode } from './yaml-node.ts';

/** The line of a node in its file, counted from 1. */
export function lineOf(node: Pick<YamlNode, 'source' | 'offset'>): number {
  return node.source.lineAt(node.offset);
}

/**
 * The error for a violation of the grammar at a node. `reason` has no full stop, `next` has one.
 */
export function fault(
  node: Pick<YamlNode, 'source' | 'offset'>,
  reason: string,
  next: string,
): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${node.source.subject}: ${reason}`,
    next,
    file: node.source.file,
    line: lineOf(node),
  });
}
