import type { App } from '../host/app.ts';
import { type AppWorld, resolveAppWorld } from '../host/app-world.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import type { GivenIn } from '../world/variables.ts';
import { refuseFilesBelowFiles } from './starting/files-below-files.ts';
import { requireDeclared, requireGranted } from './starting/require-known.ts';
import { withMockInStore } from './starting/starting-mock.ts';
import { startingStore } from './starting/starting-store.ts';

/** A starting world from a file, and the settings to open it with. */
export interface WorldSource {
  readonly world: StartingWorld;
  /** As the user named it, for messages. */
  readonly file: string;
  /** The sessions that get the starting files; `undefined` ones are skipped. */
  readonly sessions: Iterable<string | undefined>;
  /** Values of variables that `world` does not have, such as those of a recording. */
  readonly variables?: ReadonlyMap<string, string> | undefined;
  /** Values of the command line and the environment, for variables that have no other. */
  readonly overrides?: ReadonlyMap<string, string> | undefined;
  /** Where the user can give the missing value of a variable. */
  readonly givenIn?: GivenIn | undefined;
  /**
   * Whether the world was recorded. A recorded world is not checked for mistakes, because what
   * would be a mistake in a written one may come from another build of the app. Default: false.
   */
  readonly isRecorded?: boolean | undefined;
}

/** A world before its first call. */
export interface OpenedWorld {
  readonly appWorld: AppWorld;
  /** The source's world, with its mocks in its stores. */
  readonly world: StartingWorld;
  /** The contents of the key-value stores, with the starting files of the sessions. */
  readonly store: StoreSnapshot;
}

/**
 * Opens a world: resolves the variables of the app, loads the mocks and writes the starting files.
 *
 * @throws HarnessError `cassette-invalid` for a contradictory world, or one that names something
 * that the app does not have; `variable-undefined` and `variable-invalid` as `resolveAppWorld`.
 */
export async function openWorld(
  { manifest, host }: App,
  { world: written, file, sessions, isRecorded = false, ...given }: WorldSource,
): Promise<OpenedWorld> {
  const { overrides = new Map(), givenIn } = given;
  // A variable that has no value may be the one whose name is mistyped.
  if (!isRecorded) requireDeclared(written, manifest, file);
  const appWorld = resolveAppWorld(manifest, {
    world: new Map([...(given.variables ?? []), ...written.variables]),
    overrides,
    ...(givenIn === undefined ? {} : { givenIn }),
  });
  const contract = appWorld.variables.app.get('contract');
  if (!isRecorded) {
    requireGranted(written, appWorld, file);
  }
  const world = await withMockInStore(written, { host, appWorld, file });
  if (!isRecorded) refuseFilesBelowFiles(world, { file, contract });
  const named = new Set([...sessions].filter((session) => session !== undefined));
  const store = startingStore(world, { sessions: named, contract, file });
  return { appWorld, world, store };
}
