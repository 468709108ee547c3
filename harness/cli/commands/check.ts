import { ALL_LAWS } from '../../../properties/all-laws.ts';
import { checkLaws, type LawsProgress } from '../../../properties/runner/check-laws.ts';
import { type Law, PROFILES, type Profile } from '../../../properties/runner/law.ts';
import { lawListJson, lawListText } from '../../../properties/telling/law-list.ts';
import { lawsReport } from '../../../properties/telling/laws-report.ts';
import { HarnessError } from '../../errors.ts';
import { shellWord } from '../../output/shell-word.ts';
import { counted } from '../../report/text/counted.ts';
import { suggestion } from '../../suggestion.ts';
import { environmentName } from '../../world/variables.ts';
import { checkOutputs } from '../checking/check-outputs.ts';
import { checkedRoutes, nothingToCheck } from '../checking/checked-routes.ts';
import { type OpenSubject, openSubject } from '../checking/checked-subject.ts';
import { concludeCheck } from '../checking/conclude-check.ts';
import { type CommandLine, readCommandLine, usageError, wholeNumber } from '../options/options.ts';
import { takeRepeated } from '../options/repeated-option.ts';
import { progressDisplay } from '../progress.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import type { Terminal } from '../terminal.ts';

/** What `spintape check --help` prints. */
export const CHECK_HELP = `spintape check
  Looks for counterexamples of the laws of tool services: tries random calls on the app, or on
  any service.
  --law NAME            only this law; may stand there several times. --law list names all
  --profile PROFILE     quick, full (default) or long: how many values are tried
  --runs N              so many values for each law, in place of the profile's
  --time SECONDS        ends when so much time is over
  --path PATH           leads to a counterexample that was found with the same --seed
  --endpoint URL        checks the service there, over HTTP, and writes to it
  --save FILE           writes the counterexample as a scenario that fails until it is fixed
  --force               replaces what is at FILE
`;

const OWN = ['law', 'profile', 'runs', 'time', 'path', 'endpoint', 'save'] as const;
type Own = (typeof OWN)[number];
type Options = CommandLine<Own, 'force'>;

/** More would be made ready before the first value is tried; another seed gives others besides. */
const MOST_RUNS = 1_000_000;

/**
 * `spintape check`: exit code 0 when every law holds, 1 on a counterexample and where a law was not
 * tried, that of an error that ended the check of a law, 130 when interrupted.
 */
export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values: names, others } = takeRepeated(args, '--law');
  const options: Options = readCommandLine(others, [...OWN], ['force']);
  const { common, own, positionals, switches } = options;
  if (positionals.length > 0) throw usageError(`check takes no "${positionals[0]}"`);
  if (names.includes('list')) {
    refuseBesideList(names, options);
    terminal.out(common.json ? lawListJson(ALL_LAWS) : lawListText(ALL_LAWS));
    return 0;
  }
  const laws = chosenLaws(names);
  const tried = { laws, profile: profileOf(own.profile), seed: common.seed ?? newSeed(terminal) };
  const limits = limitsOf(own);
  refuseContradictions(options, laws);
  const asked = askedReports(common, terminal);
  const { save, endpoint } = own;
  const files = { app: common.app, endpoint, save, isForced: switches.has('force') };
  const { reports, saved } = await checkOutputs(files, asked);
  const subject = await openSubject({ ...common, endpoint }, terminal);
  const interruption = new AbortController();
  void terminal.interrupted().then(() => interruption.abort());
  const progress = progressDisplay(terminal, common);
  const began = terminal.now();
  try {
    const routes = await checkedRoutes(laws, subject.open().service, subject.name);
    const checked = await checkLaws(laws, subject.open, {
      ...tried,
      routes,
      ...limits,
      lanes: subject.lanes,
      signal: interruption.signal,
      now: terminal.now,
      onProgress: (far) => progress.say(progressText(far)),
    });
    progress.end();
    if (checked.outcomes.length === 0) throw nothingToCheck(checked);
    const isInterrupted = interruption.signal.aborted;
    const again = againLine(options, { profile: tried.profile, variables: subject.variables });
    const tookMs = terminal.now() - began;
    const shown = { origin: subject.origin, variableSetting, again, tookMs, isInterrupted };
    await printReport(lawsReport(checked, shown), reports, terminal);
    const end = { debug: common.debug, path: own.path, saved, again, isInterrupted };
    return concludeCheck(checked, end, terminal);
  } finally {
    progress.end();
    await closeSubject(subject, terminal);
  }
}

/** Nothing that was found depends on the end of the subject, so that its failure is a note. */
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

function refuseBesideList(names: readonly string[], { own }: Options): void {
  const other = OWN.find((name) => name !== 'law' && own[name] !== undefined);
  if (names.length === 1 && other === undefined) return;
  throw usageError(`--law list checks nothing, and takes no --${other ?? 'law'} beside it`);
}

function refuseContradictions({ common, own, switches }: Options, laws: readonly Law[]): void {
  if (own.path !== undefined && (laws.length !== 1 || common.seed === undefined)) {
    throw usageError('--path needs one --law and the --seed that it was found with');
  }
  if (switches.has('force') && own.save === undefined) {
    throw usageError('--force has an effect only with --save, whose file it replaces');
  }
  if (own.save === undefined || own.endpoint === undefined) return;
  const next =
    'A scenario runs in a world of its own, not on a service; keep the curl commands instead.';
  throw usageError('--save cannot be used with --endpoint', next);
}

function profileOf(text = 'full'): Profile {
  const profile = PROFILES.find((name) => name === text);
  if (profile !== undefined) return profile;
  throw usageError(`--profile is ${PROFILES.join(', ')}, not "${text}"`);
}

function limitsOf({ runs, time, path, save }: Options['own']) {
  if (path !== undefined && !/^\d+(?::\d+)*$/.test(path)) {
    throw usageError(`--path takes what a counterexample names, such as 12:0:3, not "${path}"`);
  }
  if (save === '') throw usageError('--save takes the name of a file');
  return {
    runs: runs === undefined ? undefined : numberOfRuns(runs),
    timeMs: time === undefined ? undefined : wholeNumber('time', time, 1) * 1_000,
    path,
  };
}

function numberOfRuns(text: string): number {
  const runs = wholeNumber('runs', text, 1);
  if (runs <= MOST_RUNS) return runs;
  throw usageError(`--runs is at most ${MOST_RUNS}`, 'Check again with another --seed for more.');
}

// Chance enters here alone, and is printed.
function newSeed(terminal: Terminal): number {
  return terminal.now() % 0x1_0000_0000;
}

function variableSetting(name: string, value: string): string {
  return `${environmentName(name)}=${shellWord(value)}`;
}

function againLine(
  { common, own }: Options,
  { profile, variables }: { profile: Profile; variables: ReadonlyMap<string, string> },
) {
  const environment = [...variables].map((each) => `${variableSetting(...each)} `);
  return (law: string, violation: { readonly seed: number; readonly path: string }): string => {
    const named = {
      app: common.app,
      endpoint: own.endpoint,
      law,
      seed: violation.seed,
      ...(own.runs === undefined ? { profile } : { runs: own.runs }),
      path: violation.path,
    };
    const words = Object.entries(named).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, shellWord(String(value))],
    );
    return [...environment, ['spintape check', ...words].join(' ')].join('');
  };
}
