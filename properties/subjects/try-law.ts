import { type App, HarnessError, type WorldHost } from '../../harness/internal.ts';
import { ALL_LAWS } from '../all-laws.ts';
import { holdsHere } from '../runner/holds-here.ts';
import { Violation } from '../runner/violation.ts';
import { AppWorlds } from './app-worlds.ts';
import { CountedWorld } from './counted-world.ts';

/** A value of a law that is tried in a worker thread: plain data. */
export interface LawTape {
  /** The name of the law. */
  readonly law: string;
  readonly value: unknown;
  /** Values of app variables that the law does not set. */
  readonly variables: Readonly<Record<string, string>>;
  /** The keys of the components' builds, which a worker thread cannot find out. */
  readonly builds: ReadonlyMap<string, string>;
}

/** What the trial of a value shows. */
export interface LawTrial {
  /** How many calls were made. */
  readonly calls: number;
  /** Absent where the law holds for the value. */
  readonly failure?: {
    readonly kind: 'violation' | 'error';
    /** The explanation of the violation, or the message of the error. */
    readonly message: string;
  };
}

/** Tries a value of a law in an app whose components run in this thread. */
export async function tryLaw(app: App, tape: LawTape): Promise<LawTrial> {
  const { variables } = tape;
  const law = ALL_LAWS.find(({ name }) => name === tape.law);
  if (law === undefined) throw new Error(`There is no law ${tape.law}.`);
  const host = withBuilds(app.host, tape.builds);
  const world = new CountedWorld({ ...app, host }, hostsOf(host, worldsOf(app)), variables);
  try {
    await holdsHere(law, { service: world, world })(tape.value);
    return { calls: world.calls };
  } catch (error) {
    const kind = error instanceof Violation ? 'violation' : 'error';
    const message = error instanceof Error ? error.message : String(error);
    return { calls: world.calls, failure: { kind, message } };
  }
}

const worlds = new WeakMap<App, AppWorlds>();

function worldsOf(app: App): AppWorlds {
  const known = worlds.get(app) ?? new AppWorlds(app.manifest);
  worlds.set(app, known);
  return known;
}

function withBuilds(host: WorldHost, builds: LawTape['builds']): WorldHost {
  return {
    call: (request, world) => host.call(request, world),
    componentFor: (path) => host.componentFor(path),
    buildKey: async (component) => {
      const key = builds.get(component);
      if (key !== undefined) return key;
      throw new HarnessError({
        code: 'component-invalid',
        problem: `Failed to load the component ${component}`,
        next: 'Build the app again.',
      });
    },
    counters: () => host.counters(),
    close: () => host.close(),
  };
}

// A thread runs one call at a time, in the instances that it keeps; laws that need more are not
// tried here.
function hostsOf(host: WorldHost, known: AppWorlds): ConstructorParameters<typeof CountedWorld>[1] {
  return {
    usual: (mode) => {
      if (mode === 'reset') return host;
      throw new Error('A worker thread has no host for new instances.');
    },
    alone: () => Promise.reject(new Error('A worker thread runs one call at a time.')),
    world: (variables) => known.world(variables),
  };
}
