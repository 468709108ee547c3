import { type Digest, digestOf } from '../digest.ts';
import type { DatasetWorld } from '../judging/dataset-world.ts';

/**
 * The digest of a starting world: files, routes of tools, variables, mocks, faults, clock; not of
 * cassettes, which have digests per call. Null when nothing is known.
 */
export function worldDigest({ config, start, mockLog }: DatasetWorld): Digest | null {
  if (config === undefined && start === undefined && mockLog === undefined) return null;
  // The same world is the same wherever it is written.
  const { seed: _, keep: __, places: ___, ...world } = start ?? { seed: 0, keep: [] };
  return digestOf({
    files: config?.files,
    components: config?.components,
    toolExecutePath: config?.toolExecutePath,
    world: start === undefined ? undefined : world,
    mockLog,
  });
}
