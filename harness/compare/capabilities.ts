import type { CallRerun } from '../engine/rerun-call.ts';
import type { CallOutcome } from '../host/host.ts';
import { type DeniedUse, deniedKey } from '../tool-call/denied-use.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { urlOrigin } from '../tool-call/url-origin.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/** What code uses outside itself: origins of hosts, labels of stores, variables. */
export interface Capabilities {
  readonly hosts: ReadonlySet<string>;
  readonly stores: ReadonlySet<string>;
  /** As `component/name`. */
  readonly variables: ReadonlySet<string>;
  /** What it asked for in vain, by `deniedKey`. */
  readonly denied: ReadonlyMap<string, DeniedUse>;
}

/** Nothing is used. */
export const NOTHING_USED: Capabilities = {
  hosts: new Set(),
  stores: new Set(),
  variables: new Set(),
  denied: new Map(),
};

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
    interactions.map(({ request, exchanges, given, state, refused }) => ({
      path: request.path,
      used: {
        hosts: hostsOf(exchanges),
        stores: new Set([...starting, ...given.keys(), ...state.keys()]),
        variables: new Set<string>(),
        denied: byKey(refused),
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
  return {
    hosts: hostsOf(sent),
    stores: new Set(stores),
    variables: new Set(variables),
    denied: deniedIn(outcome),
  };
}

/** What a run asked for in vain, by `deniedKey`. */
export function deniedIn(outcome: CallOutcome): Capabilities['denied'] {
  return byKey(outcome.kind === 'no-route' ? [] : outcome.denied);
}

function byKey(uses: readonly DeniedUse[] = []): Capabilities['denied'] {
  return new Map(uses.map((use) => [deniedKey(use), use]));
}

/** What calls to the same path as this one used. */
export function capabilitiesAt(
  known: ReadonlyMap<string, Capabilities>,
  { request }: Interaction,
): Capabilities {
  return known.get(withoutQuery(request.path)) ?? NOTHING_USED;
}

function hostsOf(exchanges: readonly Exchange[]): Set<string> {
  return new Set(exchanges.map(({ request }) => urlOrigin(request.url)));
}

function byPath(
  uses: ReadonlyArray<{ readonly path: string; readonly used: Capabilities }>,
): ReadonlyMap<string, Capabilities> {
  const known = new Map<string, Capabilities>();
  for (const { path, used } of uses) {
    const key = withoutQuery(path);
    const { hosts, stores, variables, denied } = known.get(key) ?? NOTHING_USED;
    known.set(key, {
      hosts: new Set([...hosts, ...used.hosts]),
      stores: new Set([...stores, ...used.stores]),
      variables: new Set([...variables, ...used.variables]),
      denied: new Map([...denied, ...used.denied]),
    });
  }
  return known;
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/s, '');
}
