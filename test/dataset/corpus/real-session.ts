import {
  type App,
  type AppWorld,
  CallSequence,
  MemoryKeyValue,
  resolveAppWorld,
} from '../../../harness/internal.ts';

/** A session of the shipped app, called as DeepFabric's client calls it. */
export class RealSession {
  readonly #app: App;
  readonly #world: AppWorld;
  readonly #keyValue = new MemoryKeyValue();
  readonly #sequence = new CallSequence(7, () => 1_700_000_000_000);

  private constructor(app: App, world: AppWorld) {
    this.#app = app;
    this.#world = world;
  }

  /** Starts a session in which the files are written, as `scenario_seed` has them. */
  static async start(
    app: App,
    contract: string,
    files: Readonly<Record<string, string>>,
  ): Promise<RealSession> {
    const world = new Map([['contract', contract]]);
    const session = new RealSession(
      app,
      resolveAppWorld(app.manifest, { world, overrides: new Map() }),
    );
    for (const [file_path, content] of Object.entries(files)) {
      await session.call('vfs', 'write_file', { file_path, content });
    }
    return session;
  }

  /** The answer to a call as the client shows it. */
  async call(component: string, tool: string, args: object): Promise<string> {
    const { success, result, error_type } = await this.post(`/${component}/execute`, {
      session_id: 's',
      tool,
      args,
    });
    return success === true ? String(result) : `Error (${error_type}): ${result}`;
  }

  /** The body of the answer to a request. */
  async post(path: string, body: object): Promise<Record<string, unknown>> {
    const request = {
      method: 'POST',
      path,
      headers: [['content-type', 'application/json']] as const,
      body: new TextEncoder().encode(JSON.stringify(body)),
    };
    const outcome = await this.#app.host.call(request, {
      ...this.#sequence.next('s'),
      grants: this.#world.grants,
      keyValue: this.#keyValue,
      upstream: { send: async () => ({ kind: 'error', code: 'HTTP-request-denied' }) },
      timers: 'virtual',
    });
    if (outcome.kind !== 'answered') throw new Error(`no answer: ${outcome.kind}`);
    return JSON.parse(new TextDecoder().decode(outcome.response.body));
  }
}
