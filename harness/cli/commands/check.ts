import { ALL_LAWS } from '../../../properties/all-laws.ts';
import { lawListJson, lawListText } from '../../../properties/reporting/law-list.ts';
import { lawsReport } from '../../../properties/reporting/laws-report.ts';
import { checkLaws, type LawsProgress } from '../../../properties/runner/check-laws.ts';
import type { Law, Profile } from '../../../properties/runner/law.ts';
import { HarnessError } from '../../errors.ts';
import { shellWord } from '../../output/shell-word.ts';
import { counted } from '../../report/text/counted.ts';
import { suggestion } from '../../suggestion.ts';
import { environmentName } from '../../world/variables.ts';
import { checkOutputs } from '../checking/check-outputs.ts';
import { checkedRoutes, nothingToCheck } from '../checking/checked-routes.ts';
import { type OpenSubject, openSubject } from '../checking/checked-subject.ts';
import { concludeCheck } from '../checking/conclude-check.ts';
import { CHECK } from '../command-table/judging-commands.ts';
import { interruptionOf } from '../interruption.ts';
import type { CommandLine } from '../options/command-spec.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import { progressDisplay } from '../progress.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import type { Terminal } from '../terminal.ts';

type Options = CommandLine<typeof CHECK>['options'];

/** More values would all be prepared before the first is tried; another seed gives other values. */
const MOST_RUNS = 1_000_000;

/**
 * `spintape check`: exit code 0 when every law holds, 1 on a counterexample or if a law was not
 * tried, that of an error that ended the check of a law, 130 when interrupted.
 */
export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options } = readCommandLine(CHECK, args, terminal);
  const { law: names, profile = 'full', seed = newSeed(terminal) } = options;
  if (names.includes('list')) {
    refuseWithList(options);
    terminal.out(options.json ? lawListJson(ALL_LAWS) : lawListText(ALL_LAWS));
    return 0;
  }
  const laws = chosenLaws(names);
  const limits = limitsOf(options);
  refuseContradictions(options, laws);
  const { reports, saved } = await checkOutputs(options, askedReports(options, terminal), terminal);
  const subject = await openSubject(options, terminal);
  // The app is not closed, so that the current run ends normally.
  const stop = interruptionOf(terminal, []);
  const progress = progressDisplay(terminal, options);
  const began = terminal.now();
  try {
    const routes = await checkedRoutes(laws, subject.open().service, subject.name);
    const checked = await checkLaws(laws, subject.open, {
      ...{ laws, profile, seed },
      routes,
      ...limits,
      lanes: subject.lanes,
      signal: stop,
      now: terminal.now,
      onProgress: (far) => progress.say(() => progressText(far)),
    });
    progress.end();
    if (checked.outcomes.length === 0) throw nothingToCheck(checked);
    const isInterrupted = stop.aborted;
    const rerun = rerunLine({ ...options, profile }, subject.variables);
    const tookMs = terminal.now() - began;
    const shown = { origin: subject.origin, variableSetting, rerun, tookMs, isInterrupted };
    await printReport(lawsReport(checked, shown), reports, terminal);
    const end = { debug: options.debug, path: options.path, saved, rerun, isInterrupted };
    return concludeCheck(checked, end, terminal);
  } finally {
    progress.end();
    await closeSubject(subject, terminal);
  }
}

/** The results do not depend on closing the subject, so a failure is only a note. */
async function closeSubject(subject: OpenSubject, terminal: Terminal): Promise<void> {
  try {
    await subject.close();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    terminal.note(`what the check wrote may still be there: ${error.problem}`);
  }
}

function progressText({ runs, of, violations, law }: LawsProgress): string {
  return `${runs} of ${of} runs, ${counted(violations, 'counterexample')}: ${law}`;
}

function chosenLaws(names: readonly string[]): readonly Law[] {
  const unknown = names.find((name) => ALL_LAWS.every((law) => law.name !== name));
  if (unknown !== undefined) {
    const known = ALL_LAWS.map(({ name }) => name).join(', ');
    const near = suggestion(
      unknown,
      ALL_LAWS.map(({ name }) => name),
    );
    if (near !== undefined)
      throw usageError(`there is no law "${unknown}"`, `Did you mean ${near}?`);
    throw usageError(`there is no law "${unknown}"; the laws are ${known}`);
  }
  return names.length === 0 ? ALL_LAWS : ALL_LAWS.filter(({ name }) => names.includes(name));
}

const NOT_WITH_LIST = ['profile', 'runs', 'time', 'path', 'endpoint', 'save', 'reporter'] as const;

function refuseWithList(options: Options): void {
  const given = { ...options, reporter: options.reporter[0] };
  const other = NOT_WITH_LIST.find((name) => given[name] !== undefined);
  if (options.law.length === 1 && other === undefined) return;
  const refused = other === undefined ? 'another --law' : `--${other}`;
  throw usageError(`--law list checks nothing, and cannot be used with ${refused}`);
}

function refuseContradictions(options: Options, laws: readonly Law[]): void {
  const { path, seed, save, endpoint } = options;
  if (path !== undefined && (laws.length !== 1 || seed === undefined)) {
    throw usageError('--path needs one --law and the --seed that it was found with');
  }
  if (save === undefined || endpoint === undefined) return;
  const next =
    'A scenario runs in a world of its own, not on a service; keep the curl commands instead.';
  throw usageError('--save cannot be used with --endpoint', next);
}

function limitsOf({ runs, time, path }: Options) {
  if (path !== undefined && !/^\d+(?::\d+)*$/.test(path)) {
    throw usageError(`--path takes what a counterexample names, such as 12:0:3, not "${path}"`);
  }
  if (runs !== undefined && runs > MOST_RUNS) {
    throw usageError(`--runs is at most ${MOST_RUNS}`, 'Check again with another --seed for more.');
  }
  return { runs, timeMs: time === undefined ? undefined : time * 1_000, path };
}

// The only random choice, which is printed.
function newSeed(terminal: Terminal): number {
  return terminal.now() % 0x1_0000_0000;
}

function variableSetting(name: string, value: string): string {
  return `${environmentName(name)}=${shellWord(value)}`;
}

function rerunLine(
  { app, endpoint, runs, profile }: Options & { readonly profile: Profile },
  variables: ReadonlyMap<string, string>,
) {
  const environment = [...variables].map((each) => `${variableSetting(...each)} `);
  return (law: string, violation: { readonly seed: number; readonly path: string }): string => {
    const named = {
      app,
      endpoint,
      law,
      seed: violation.seed,
      ...(runs === undefined ? { profile } : { runs }),
      path: violation.path,
    };
    const words = Object.entries(named).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, shellWord(String(value))],
    );
    return [...environment, ['spintape check', ...words].join(' ')].join('');
  };
}
