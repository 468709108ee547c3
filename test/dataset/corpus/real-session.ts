import {
  type AppWorld,
  CallSequence,
  type EmbeddedHost,
  expandCall,
  MemoryKeyValue,
  resolveAppWorld,
} from '../../../harness/index.ts';

/** A session of the shipped app, called as DeepFabric's client calls it. */
export class RealSession {
  readonly #host: EmbeddedHost;
  readonly #world: AppWorld;
  readonly #keyValue = new MemoryKeyValue();
  readonly #sequence = new CallSequence(7, () => 1_700_000_000_000);

  private constructor(host: EmbeddedHost, world: AppWorld) {
    this.#host = host;
    this.#world = world;
  }

  /** Starts a session in which the files are written, as `scenario_seed` has them. */
  static async start(
    host: EmbeddedHost,
    contract: string,
    files: Readonly<Record<string, string>>,
  ): Promise<RealSession> {
    const world = new Map([['contract', contract]]);
    const session = new RealSession(
      host,
      resolveAppWorld(host.app, { world, overrides: new Map() }),
    );
    for (const [file_path, content] of Object.entries(files)) {
      await session.call('write_file', { file_path, content });
    }
    return session;
  }

  /** The answer to a call as the client tells it. */
  async call(tool: string, args: object): Promise<string> {
    const request = expandCall({
      component: 'vfs',
      session: 's',
      tool,
      args: JSON.stringify(args),
    });
    const outcome = await this.#host.call(request, {
      ...this.#sequence.next('s'),
      grants: this.#world.grants,
      keyValue: this.#keyValue,
      upstream: { send: async () => ({ kind: 'error', code: 'HTTP-request-denied' }) },
      timers: 'virtual',
    });
    if (outcome.kind !== 'answered') throw new Error(`no answer: ${outcome.kind}`);
    const { success, result, error_type } = JSON.parse(
      new TextDecoder().decode(outcome.response.body),
    );
    return success ? result : `Error (${error_type}): ${result}`;
  }
}
