import {
  CallSequence,
  callLive,
  EmbeddedHost,
  type HttpService,
  type KeyValue,
  LiveOutbound,
  MemoryKeyValue,
  type OutboundHttp,
  readManifest,
  resolveAppWorld,
  serveHttp,
} from '../../harness/internal.ts';
import { projectRoot } from '../spintape.fixture.ts';

/** The differences between a served world and that of `spintape serve`. */
export interface WorldSettings {
  readonly variables?: Readonly<Record<string, string>>;
  readonly keyValue?: KeyValue;
  readonly outbound?: OutboundHttp;
}

/** The built app, to be served in worlds that no command line can make. */
export interface BuiltApp {
  /** Serves the app in a world of its own, and gives the origin. */
  serve(settings?: WorldSettings): Promise<string>;
  /** Ends all that is served. */
  close(): Promise<void>;
}

/** Opens the built app; its host is shared by all its worlds. */
export async function openBuiltApp(): Promise<BuiltApp> {
  const app = await readManifest(`${projectRoot}spin-app/spin.toml`);
  const host = new EmbeddedHost(app, { mode: 'reset', workers: 1 });
  const services: HttpService[] = [];
  const failures: unknown[] = [];
  return {
    serve: async ({ variables = {}, keyValue, outbound } = {}) => {
      const overrides = new Map(Object.entries(variables));
      const world = {
        host,
        appWorld: resolveAppWorld(app, { world: new Map(), overrides }),
        sequence: new CallSequence(0, () => Date.now()),
        keyValue: keyValue ?? new MemoryKeyValue(),
        outbound: outbound ?? new LiveOutbound(),
        keep: [],
      };
      const service = await serveHttp(
        async (request) => (await callLive(request, world)).outcome,
        { host: '127.0.0.1', port: 0, app },
        (error) => failures.push(error),
      );
      services.push(service);
      return service.url;
    },
    close: async () => {
      for (const service of services) await service.close();
      await host.close();
      if (failures.length > 0) throw new AggregateError(failures, 'the service had errors');
    },
  };
}
