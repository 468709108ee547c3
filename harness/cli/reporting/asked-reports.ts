import { REPORTERS, type ReporterName } from '../../report/reporters.ts';
import { suggestion } from '../../suggestion.ts';
import { usageError } from '../options/usage-error.ts';
import type { Terminal } from '../terminal.ts';

/** The options of a command that ask for reports. */
export interface ReportOptions {
  /** Each a `NAME`, or a `NAME=FILE`. */
  readonly reporter?: readonly string[];
  /** Short for the reporter `json`. */
  readonly json: boolean;
  /** Short for `junit=FILE`. */
  readonly junit?: string | undefined;
  /** Short for `github`, which is the default on GitHub's runner; absent: it is not. */
  readonly annotations?: boolean;
}

/** The reports that a command is asked for. */
export interface AskedReports {
  /** The one on stdout. */
  readonly printed: ReporterName;
  /** The one that is printed after it. */
  readonly alsoPrinted: ReporterName | undefined;
  readonly files: readonly AskedReport[];
}

/** A report, and the option that asks for it. */
interface AskedReport {
  readonly option: string;
  readonly name: ReporterName;
  /** Undefined for stdout. */
  readonly path?: string | undefined;
}

/**
 * The reports that options ask for; by default, the one for people.
 *
 * @throws HarnessError `usage` for an unknown reporter, and for two reports on stdout.
 */
export function askedReports(options: ReportOptions, { env }: Pick<Terminal, 'env'>): AskedReports {
  const { reporter = [], json, junit, annotations } = options;
  const asked: AskedReport[] = [
    ...(json ? [{ option: '--json', name: 'json' as const }] : []),
    ...(junit === undefined ? [] : [{ option: '--junit', name: 'junit' as const, path: junit }]),
    ...(annotations === true ? [{ option: '--annotations', name: 'github' as const }] : []),
    ...reporter.map(askedReporter),
  ];
  const printed = asked.filter(({ path }) => path === undefined);
  const [own, ...others] = printed.filter(({ name }) => !REPORTERS[name].followsText);
  const [following, ...more] = printed.filter(({ name }) => REPORTERS[name].followsText);
  refuseSecond(own, others);
  refuseSecond(following, more);
  const isRunner = annotations !== undefined && env['GITHUB_ACTIONS'] === 'true';
  return {
    printed: own?.name ?? 'text',
    alsoPrinted: following?.name ?? (isRunner ? 'github' : undefined),
    files: asked.filter(({ path }) => path !== undefined),
  };
}

function askedReporter(text: string): AskedReport {
  const [name = '', ...rest] = text.split('=');
  const path = rest.length === 0 ? undefined : rest.join('=');
  if (!isReporter(name)) throw unknown(name);
  const option = `--reporter ${name}`;
  if (path !== '') return { option, name, path };
  throw usageError(`${option}= names no file`, 'Name one, or leave the = out.');
}

function isReporter(name: string): name is ReporterName {
  return Object.hasOwn(REPORTERS, name);
}

function unknown(name: string) {
  const names = Object.keys(REPORTERS);
  const near = suggestion(name, names);
  const known = `The reporters are ${names.join(', ')}.`;
  const next = near === undefined ? known : `Did you mean ${near}?`;
  return usageError(`there is no reporter ${JSON.stringify(name)}`, next);
}

function refuseSecond(first: AskedReport | undefined, [second]: readonly AskedReport[]): void {
  if (first === undefined || second === undefined) return;
  const same = first.option === second.option;
  const reason = same
    ? `${first.option} is given twice`
    : `${first.option} and ${second.option} both print on stdout`;
  throw usageError(reason, `Give one of them a file: --reporter ${second.name}=FILE.`);
}
