import type { DeepFabricConfig } from '../../formats/deepfabric/deepfabric-config.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import type { MockLog } from './mock-log.ts';
import type { RecordedAnswers } from './recorded-answers.ts';

/** Whose answers the components give: see the app variable `contract`. */
export type RowContract = 'spintape' | 'deepfabric-4';

/** All contracts, in the order in which they are tried. */
export const ROW_CONTRACTS: readonly RowContract[] = ['spintape', 'deepfabric-4'];

/** The known parts of the world in which the rows of a dataset were made; all may be absent. */
export interface DatasetWorld {
  readonly config?: DeepFabricConfig | undefined;
  /**
   * The starting world of a scenario. Its files take precedence over those of the configuration.
   */
  readonly start?: StartingWorld | undefined;
  readonly mockLog?: MockLog | undefined;
  readonly recorded?: RecordedAnswers | undefined;
  /** The file that starting files come from, for messages. */
  readonly file: string;
}

/** The starting world of rows without any known world. */
export const NOTHING_KNOWN: StartingWorld = {
  ...{ seed: 0, clock: undefined, variables: new Map(), files: new Map(), store: new Map() },
  keep: [],
};

/** The files that every row starts with; undefined if unknown. */
export function knownFiles({ config, start }: DatasetWorld) {
  return start?.files ?? config?.files;
}
