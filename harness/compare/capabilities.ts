import type { CallRerun } from '../engine/rerun-call.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { originOf } from './exchange-differences.ts';

/** What code uses outside itself: origins of hosts, labels of stores, variables. */
export interface Capabilities {
  readonly hosts: ReadonlySet<string>;
  readonly stores: ReadonlySet<string>;
  /** As `component/name`. */
  readonly variables: ReadonlySet<string>;
}

/**
 * The store that nearly every component has. It always counts as used: a component that found
 * nothing there when it was recorded would otherwise seem to start using it when it writes.
 */
const COMMON_STORE = 'default';

/**
 * What the calls of a cassette are known to have used, by path without query: a path stands for the
 * component that it is routed to. A file shows which stores were written to and in which a read
 * found something. It does not show reads that found nothing, nor the use of variables.
 */
export function recordedCapabilities(
  interactions: readonly Interaction[],
  world: StartingWorld,
): ReadonlyMap<string, Capabilities> {
  const starting = [COMMON_STORE, ...world.store.keys()];
  return byPath(
    interactions.map(({ request, exchanges, given, state }) => ({
      path: request.path,
      used: {
        hosts: hostsOf(exchanges),
        stores: new Set([...starting, ...given.keys(), ...state.keys()]),
        variables: new Set<string>(),
      },
    })),
  );
}

/**
 * What the calls of a run used, by path without query.
 *
 * @param ran what was run for each of the interactions, in their order
 */
export function observedCapabilities(
  interactions: readonly Interaction[],
  ran: readonly UsingRun[],
): ReadonlyMap<string, Capabilities> {
  return byPath(
    ran.map((run, index) => ({ path: interactions[index]?.request.path ?? '', used: usedBy(run) })),
  );
}

/** What of a run shows what it used. */
type UsingRun = Pick<CallRerun, 'outcome' | 'sent' | 'stores'>;

/** What a run of a call used. */
export function usedBy({ outcome, sent, stores }: UsingRun): Capabilities {
  const variables = outcome.kind === 'answered' ? (outcome.variables ?? []) : [];
  return { hosts: hostsOf(sent), stores: new Set(stores), variables: new Set(variables) };
}

/** What calls to the same path as this one used. */
export function capabilitiesAt(
  known: ReadonlyMap<string, Capabilities>,
  { request }: Interaction,
): Capabilities {
  return known.get(withoutQuery(request.path)) ?? NONE;
}

const NONE: Capabilities = { hosts: new Set(), stores: new Set(), variables: new Set() };

function hostsOf(exchanges: readonly Exchange[]): Set<string> {
  return new Set(exchanges.map(({ request }) => originOf(request)));
}

function byPath(
  uses: ReadonlyArray<{ readonly path: string; readonly used: Capabilities }>,
): ReadonlyMap<string, Capabilities> {
  const known = new Map<string, Capabilities>();
  for (const { path, used } of uses) {
    const key = withoutQuery(path);
    const { hosts, stores, variables } = known.get(key) ?? NONE;
    known.set(key, {
      hosts: new Set([...hosts, ...used.hosts]),
      stores: new Set([...stores, ...used.stores]),
      variables: new Set([...variables, ...used.variables]),
    });
  }
  return known;
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '');
}
