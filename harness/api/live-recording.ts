import type { App } from '../host/app.ts';
import type { Recording } from '../record/recording.ts';
import { hotReplays } from '../replay/hot-replay.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { variablesFromEnvironment } from '../world/variables.ts';

/** The real world that a recording takes place in, and how it is checked. */
export interface LiveSettings {
  /** `process.env`: the variable `x` of the app has the value of `SPIN_VARIABLE_X`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `Date.now`: the time, in milliseconds since the Unix epoch. */
  readonly now: () => number;
  /**
   * Whether each call is replayed right after it was recorded, to find calls that are not functions
   * of their world. Calls that saw the placeholder of a secret always are. Default: true.
   */
  readonly hotReplay?: boolean | undefined;
}

/** The setting of `recordScenario`, with the real network. */
export function liveRecording(
  app: App,
  { environment, now, hotReplay = true }: LiveSettings,
): Recording {
  return {
    app,
    outbound: new LiveOutbound(),
    overrides: variablesFromEnvironment(environment, app.manifest.variables),
    now,
    openChecks: hotReplays(app, hotReplay ? 'all-calls' : 'calls-with-secrets'),
  };
}
