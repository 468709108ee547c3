import { worldDigest } from '../../dataset/certificates/world-digest.ts';
import { digestOf } from '../../dataset/digest.ts';
import type { DatasetWorld } from '../../dataset/judging/dataset-world.ts';
import type { RowRunner } from '../../dataset/judging/row-runner.ts';
import type { App } from '../../host/app.ts';
import { shippedBuild } from '../../package-files.ts';
import { shownPath } from '../shown-path.ts';
import type { JudgedBy } from './judged-rows.ts';

/** Everything that the judgement of rows depends on, besides the rows themselves. */
export async function judgedBy(
  { manifest, host }: App,
  run: {
    readonly runner: RowRunner;
    readonly world: DatasetWorld;
    readonly paths: readonly string[];
  },
): Promise<JudgedBy> {
  const { runner, world, paths } = run;
  const ids = [...manifest.components.keys()].sort();
  const keys = await Promise.all(ids.map(async (id) => [id, await host.buildKey(id)]));
  return {
    'build of spintape': shippedBuild(),
    input: digestOf(paths.map(shownRows)),
    component: digestOf(keys),
    setting: runner.settingsDigest(),
    world: worldDigest(world),
    cassette: world.recorded?.digest() ?? null,
    seed: runner.seed,
  };
}

/** A file of rows as reports name it; `-` is stdin. */
export function shownRows(path: string): string {
  return path === '-' ? path : shownPath(path);
}
