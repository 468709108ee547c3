import type { AppManifest } from '../../harness/internal.ts';
import { AppHosts } from './app-hosts.ts';
import { CountedWorld } from './counted-world.ts';
import type { LawTape, LawTrial } from './try-law.ts';

/** How an app is opened for laws. */
export interface InProcessSettings {
  readonly workers: number;
  /** Values of app variables that a law does not set. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether laws are tried in the worker threads, where that can be done: the calls of a value then
   * ask no other thread. Default: `call-by-call`.
   */
  readonly laws?: 'in-workers' | 'call-by-call' | undefined;
}

/** An app in this process, with a count of its calls. Its worlds are not shared between laws. */
export class InProcess extends CountedWorld {
  readonly #hosts: AppHosts;
  readonly #settings: InProcessSettings;

  /** Use {@link openInProcess} to open an app. */
  constructor(hosts: AppHosts, settings: InProcessSettings) {
    const app = { manifest: hosts.manifest, host: hosts.usual('reset') };
    super(app, hosts, settings.variables ?? {});
    this.#hosts = hosts;
    this.#settings = settings;
  }

  /**
   * Tries a value of a law in a worker thread. Undefined where that cannot be done, or when the
   * thread was lost.
   */
  async tryLaw(law: string, value: unknown): Promise<LawTrial | undefined> {
    const { laws = 'call-by-call', variables = {} } = this.#settings;
    if (laws === 'call-by-call') return undefined;
    const tape: LawTape = { law, value, variables, builds: await this.#hosts.builds() };
    const played = await this.#hosts.usual('reset').playTape(tape);
    return played?.result as LawTrial | undefined;
  }

  /** The same app with a count of its own. */
  view(): InProcess {
    return new InProcess(this.#hosts, this.#settings);
  }

  close(): Promise<void> {
    return this.#hosts.close();
  }
}

/** Opens an app. */
export function openInProcess(app: AppManifest, settings: InProcessSettings): InProcess {
  return new InProcess(new AppHosts(app, settings.workers), settings);
}
