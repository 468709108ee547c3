import { ALL_LAWS } from '../../properties/all-laws.ts';
import { openAtEndpoint } from '../../properties/at-endpoint.ts';
import type { Subject } from '../../properties/check-law.ts';
import { checkLaws, type LawsProgress } from '../../properties/check-laws.ts';
import { openInProcess } from '../../properties/in-process.ts';
import { type Law, PROFILES, type Profile } from '../../properties/law.ts';
import { checkJson } from '../../properties/telling/check-json.ts';
import { checkReport } from '../../properties/telling/check-report.ts';
import { suggestion } from '../cassette/suggestion.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { environmentName, variablesFromEnvironment } from '../world/variables.ts';
import { checkedRoutes, nothingToCheck } from './checked-routes.ts';
import { appFile, requireComponents } from './open-app.ts';
import { type CommandLine, readCommandLine, usageError, wholeNumber } from './options.ts';
import { shellWord } from './print-report.ts';
import { progressDisplay } from './progress.ts';
import { takeRepeated } from './repeated-option.ts';
import { saveBreaches } from './save-breaches.ts';
import type { Terminal } from './terminal.ts';

/** What `spintape check --help` prints. */
export const CHECK_HELP = `spintape check
  Looks for breaches of the laws of tool services: tries random calls on the app, or on any service.
  --law NAME            only this law; may stand there several times. --law list names all
  --profile PROFILE     quick, full (default) or long: how many values are tried
  --runs N              so many values for each law, in place of the profile's
  --time SECONDS        ends when so much time is over
  --path PATH           leads to a breach that was found with the same --seed
  --endpoint URL        checks the service there, over HTTP, and writes to it
  --save FILE           writes the breach as a scenario that fails until it is mended
`;

type Own = 'law' | 'profile' | 'runs' | 'time' | 'path' | 'endpoint' | 'save';
type Options = CommandLine<Own, never>;

/** `spintape check`: exit code 0 when every law holds, 1 on a breach, 130 when interrupted. */
export async function check(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values: names, others } = takeRepeated(args, '--law');
  const options: Options = readCommandLine(others, [
    ...(['law', 'profile', 'runs', 'time', 'path', 'endpoint', 'save'] as const),
  ]);
  const { common, own, positionals } = options;
  if (positionals.length > 0) throw usageError(`check takes no "${positionals[0]}"`);
  if (names.includes('list')) {
    terminal.out(ALL_LAWS.map(({ name, statement }) => `${name}\n  ${statement}\n`).join(''));
    return 0;
  }
  const laws = chosenLaws(names);
  const asked = { laws, profile: profileOf(own.profile), seed: common.seed ?? newSeed(terminal) };
  const limits = limitsOf(own);
  refuseContradictions(options, laws);
  const subject = await openSubject(options, terminal);
  const interruption = new AbortController();
  void terminal.interrupted().then(() => interruption.abort());
  const progress = progressDisplay(terminal, common);
  const began = terminal.now();
  try {
    const routes = await checkedRoutes(laws, subject.open().service, subject.name);
    const report = await checkLaws(laws, subject.open, {
      ...asked,
      routes,
      ...limits,
      lanes: subject.lanes,
      signal: interruption.signal,
      now: terminal.now,
      onProgress: (far) => progress.say(progressText(far)),
    });
    progress.end();
    if (report.outcomes.length === 0) throw nothingToCheck(report);
    const ok = report.outcomes.every(({ breach }) => breach === undefined);
    const tookMs = terminal.now() - began;
    const again = againLine(options, { profile: asked.profile, variables: subject.variables });
    const origin = own.endpoint ?? 'http://127.0.0.1:3000';
    terminal.out(
      common.json ? checkJson(report, ok) : checkReport(report, { origin, again, tookMs }),
    );
    const notes = own.save === undefined ? [] : saveBreaches(report, own.save, again);
    terminal.err(notes.map((note) => `${note}\n`).join(''));
    if (ok && own.path !== undefined) terminal.err('this path leads to no breach\n');
    if (interruption.signal.aborted) return 130;
    return ok ? 0 : 1;
  } finally {
    progress.end();
    await subject.close();
  }
}

function progressText({ runs, of, breaches, law }: LawsProgress): string {
  return `${runs} of ${of} runs, ${breaches} ${breaches === 1 ? 'breach' : 'breaches'}: ${law}`;
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

function refuseContradictions({ common, own }: Options, laws: readonly Law[]): void {
  if (own.path !== undefined && (laws.length !== 1 || common.seed === undefined)) {
    throw usageError('--path needs one --law and the --seed that it was found with');
  }
  if (own.endpoint === undefined || own.save === undefined) return;
  const next =
    'A scenario runs in a world of its own, not on a service; keep the curl commands instead.';
  throw usageError('--save does not go with --endpoint', next);
}

function profileOf(text = 'full'): Profile {
  const profile = PROFILES.find((name) => name === text);
  if (profile !== undefined) return profile;
  throw usageError(`--profile is ${PROFILES.join(', ')}, not "${text}"`);
}

function limitsOf({ runs, time, path, save }: Options['own']) {
  if (path !== undefined && !/^\d+(?::\d+)*$/.test(path)) {
    throw usageError(`--path takes what a breach names, such as 12:0:3, not "${path}"`);
  }
  if (save === '') throw usageError('--save takes the name of a file');
  return {
    runs: runs === undefined ? undefined : wholeNumber('runs', runs, 1),
    timeMs: time === undefined ? undefined : wholeNumber('time', time, 1) * 1_000,
    path,
  };
}

// Chance enters here alone, and is printed.
function newSeed(terminal: Terminal): number {
  return terminal.now() % 0x1_0000_0000;
}

interface OpenSubject {
  /** For messages. */
  readonly name: string;
  readonly lanes: number;
  /** Values of app variables that the environment gives. */
  readonly variables: ReadonlyMap<string, string>;
  open(): Subject;
  close(): Promise<void>;
}

async function openSubject({ common, own }: Options, terminal: Terminal): Promise<OpenSubject> {
  if (own.endpoint !== undefined) {
    if (common.app !== undefined) throw usageError('--app and --endpoint are two subjects');
    const origin = originOf(own.endpoint);
    const service = openAtEndpoint(origin, `check-${terminal.now().toString(36)}-`);
    await service.begin();
    // Sessions are a run's own, but shared mocks are one for all.
    return {
      name: own.endpoint,
      lanes: 1,
      variables: new Map(),
      open: () => ({ service: service.view() }),
      close: () => service.close(),
    };
  }
  const app = await readManifest(appFile(common));
  requireComponents(app);
  const environment = variablesFromEnvironment(terminal.env, app.variables);
  const variables = new Map(
    [...environment].filter(([name]) => app.variables.get(name)?.secret !== true),
  );
  const world = openInProcess(app, {
    workers: common.workers,
    variables: Object.fromEntries(variables),
  });
  const open = (): Subject => {
    const view = world.view();
    return { service: view, world: view };
  };
  const close = () => world.close();
  return { name: `the app ${app.name}`, lanes: common.workers, variables, open, close };
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && url.pathname === '/' && url.search === '') return url.origin;
  throw usageError(`--endpoint takes http://HOST:PORT, not "${text}"`);
}

function againLine(
  { common, own }: Options,
  { profile, variables }: { profile: Profile; variables: ReadonlyMap<string, string> },
) {
  const environment = [...variables].map(
    ([name, value]) => `${environmentName(name)}=${shellWord(value)} `,
  );
  return (law: string, breach: { readonly seed: number; readonly path: string }): string => {
    const named = {
      app: common.app,
      endpoint: own.endpoint,
      law,
      seed: breach.seed,
      ...(own.runs === undefined ? { profile } : { runs: own.runs }),
      path: breach.path,
    };
    const words = Object.entries(named).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, shellWord(String(value))],
    );
    return [...environment, ['spintape check', ...words].join(' ')].join('');
  };
}
