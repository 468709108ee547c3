import type { DeepFabricConfig } from '../../formats/deepfabric/deepfabric-config.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import type { MockLog } from './mock-log.ts';
import type { RecordedAnswers } from './recorded-answers.ts';

/** Whose answers the components give: see the app variable `contract`. */
export type RowContract = 'spintape' | 'deepfabric-4';

/** All contracts, in the order in which they are tried. */
export const ROW_CONTRACTS: readonly RowContract[] = ['spintape', 'deepfabric-4'];

/** What is known of the world in which the rows of a dataset were made; all of it may be absent. */
export interface DatasetWorld {
  readonly config?: DeepFabricConfig | undefined;
  /** The starting world of a scenario. Its files count before those of the configuration. */
  readonly start?: StartingWorld | undefined;
  readonly mockLog?: MockLog | undefined;
  readonly recorded?: RecordedAnswers | undefined;
  /** The file that starting files come from, for messages. */
  readonly file: string;
}

/** The starting world of rows of which nothing is known. */
export const NOTHING_KNOWN: StartingWorld = {
  ...{ seed: 0, clock: undefined, variables: new Map(), files: new Map(), store: new Map() },
  keep: [],
};

/** The files that every row starts with; undefined when nobody tells. */
export function knownFiles({ config, start }: DatasetWorld) {
  return start?.files ?? config?.files;
}
