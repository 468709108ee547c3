import type { CassetteFile } from '../../cassette/cassette-file.ts';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import { sessionOf } from '../../tool-call/session-of.ts';
import { recordedExchanges } from '../recorded-exchanges.ts';

/**
 * What a scenario needs of its world that nobody can give to a running service, by the key of the
 * file that asks for it.
 *
 * - `variables`: values of the app's variables
 * - `store`: raw contents of stores, of the world or found by a call (`given`)
 * - `store-faults`: stores that fail
 * - `exchanges`: answers of upstreams, of the scenario or its recording
 * - `shared-mocks`: a call changes the mocks that all sessions share, or needs them
 * - `files`: starting files, where the service has no `vfs` to write them
 * - `mock`: starting mocks, where the service has no `mock` to define them
 */
export type WorldNeed =
  | 'variables'
  | 'store'
  | 'store-faults'
  | 'exchanges'
  | 'shared-mocks'
  | 'files'
  | 'mock';

/** What of a scenario is left out although it runs; they are keys of the file. */
export type LeftOutPart = 'clock' | 'seed' | 'state';

/** The parts of a service that make starting files and mocks. */
export interface StartingParts {
  readonly vfs: boolean;
  readonly mock: boolean;
}

/** Why a scenario cannot run at a service; empty if it can. */
export function worldNeeds(
  { header, entries }: CassetteFile,
  recorded: CassetteFile | undefined,
  parts: StartingParts,
): readonly WorldNeed[] {
  const { world } = header;
  const hasStore = world.store.size > 0 || entries.some(({ given }) => given.size > 0);
  const isAnswered = entries.some(
    (entry, index) =>
      entry.exchanges.length > 0 || recordedExchanges(entry, index, recorded).length > 0,
  );
  const hasFiles = world.files.size > 0 || (world.sessionFiles?.size ?? 0) > 0;
  const isShared = entries.some(({ request }) => definesSharedMocks(request));
  const isWithoutSession = entries.some(({ request }) => sessionOf(request) === undefined);
  const needs: Readonly<Record<WorldNeed, boolean>> = {
    variables: world.variables.size > 0,
    store: hasStore,
    'store-faults': (world.storeFaults?.length ?? 0) > 0,
    exchanges: isAnswered,
    'shared-mocks': isShared || (world.mock !== undefined && isWithoutSession),
    files: hasFiles && !parts.vfs,
    mock: world.mock !== undefined && !parts.mock,
  };
  return (Object.keys(needs) as WorldNeed[]).filter((need) => needs[need]);
}

/** What of a scenario that runs at a service has no effect there, or cannot be seen. */
export function leftOutParts({ header, entries }: CassetteFile): readonly LeftOutPart[] {
  const { clock, seed } = header.world;
  const parts: Readonly<Record<LeftOutPart, boolean>> = {
    clock: clock !== undefined || entries.some(({ at }) => at !== undefined),
    seed: seed !== 0,
    state: entries.some(({ expect }) => expect?.state !== undefined),
  };
  return (Object.keys(parts) as LeftOutPart[]).filter((part) => parts[part]);
}

function definesSharedMocks(request: HttpRequest): boolean {
  const { method, path } = request;
  const isDefining = method !== 'GET' && /^\/mock\/(?!execute(?:$|[?]))/.test(path);
  return isDefining && sessionOf(request) === undefined;
}
