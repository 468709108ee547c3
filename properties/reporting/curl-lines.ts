import { requestOf } from '../runner/step.ts';
import type { Trace } from '../runner/trace.ts';
import { curlCommand } from './curl-command.ts';

/** Settings of curl commands. */
export interface CurlOptions {
  /** Where they send requests: `http://host:port`. */
  readonly origin: string;
  /** How the command that starts a service sets an app variable: `NAME=value`. */
  variableSetting(name: string, value: string): string;
}

/**
 * The calls of a trace as curl commands, below a line that says how to start the service for them.
 * If they could not show the counterexample, a single line that says why.
 */
export function curlLines(trace: Trace, { origin, variableSetting }: CurlOptions): string[] {
  if (trace.steps.length === 0) return [];
  const reasons = beyondCurl(trace);
  if (reasons.length > 0) {
    const why = `curl cannot show this, for ${reasons.join(' and ')}`;
    return [`${why}; the next line finds it again, with --save FILE as a scenario`];
  }
  const { seed, variables = {} } = trace.start;
  const settings = [
    ...Object.entries(variables).map(([name, value]) => variableSetting(name, value)),
    ...(seed === undefined ? [] : [`--seed ${seed}`]),
  ];
  const started = settings.length === 0 ? 'started' : `started with ${settings.join(' ')}`;
  const commands = trace.steps.map(({ step }) => curlCommand(requestOf(step), origin));
  return [
    `with curl, on a service that was just ${started}:`,
    ...commands.map((command) => `  ${command}`),
  ];
}

/** What a trace's world has that requests cannot give to a service at a URL. */
function beyondCurl({ start, steps, asksOthers = false }: Trace): string[] {
  const groups = steps.flatMap(({ group }) => (group === undefined ? [] : [group]));
  const found: Readonly<Record<string, boolean>> = {
    'its stores hold something at the start': (start.store?.size ?? 0) > 0,
    'its stores fail': (start.storeFaults?.length ?? 0) > 0,
    'its wall clock is set': start.clock !== undefined,
    'calls run at the same time': new Set(groups).size < groups.length,
    'the answers of other servers are made up':
      asksOthers || steps.some(({ exchanges }) => exchanges.length > 0),
  };
  return Object.keys(found).filter((reason) => found[reason]);
}
