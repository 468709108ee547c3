import type { Profile } from '../../../properties/runner/law.ts';
import { command } from '../options/command-spec.ts';
import { choice, flag, onlyWith, path, repeatable, text, wholeNumber } from '../options/option.ts';
import { noPositionals, onePath, paths } from '../options/positionals.ts';
import { COMPONENT_LOG } from './component-output-options.ts';
import { LAW_NAMES } from './law-names.ts';
import { REPORTER, REPORTS } from './report-options.ts';

/** `spintape replay`. */
export const REPLAY = command({
  name: 'replay',
  positionals: paths('PATH', 'cassettes'),
  options: {
    filter: text('TEXT', 'only cassettes whose name contains TEXT'),
    bail: flag('ends after the first cassette that is not the same'),
    update: flag('writes what the app does now into the cassettes'),
    against: path('APP', 'compares APP with the app, call by call'),
    endpoint: text('URL', 'makes the calls at the service there, and compares results alone'),
    ...REPORTS,
  },
  summary: 'runs recorded calls again, offline, and compares',
  about:
    'Runs recorded calls again, offline, and compares. PATH is a cassette, or a folder with all ' +
    '.yaml files below it (default: cassettes).',
  examples: [
    'spintape replay cassettes/vfs/read-back.yaml',
    'spintape replay cassettes/vfs --bail --junit replay.xml',
  ],
});

/** `spintape run`. */
export const RUN = command({
  name: 'run',
  positionals: paths('SCENARIO', 'scenarios'),
  options: {
    config: path(
      'FILE',
      "a configuration of DeepFabric; its starting files come before a scenario's",
    ),
    filter: text('TEXT', 'only scenarios whose name contains TEXT'),
    bail: flag('ends after the first scenario that is not as expected'),
    endpoint: text('URL', 'runs them at the service there, without what needs another world'),
    componentLog: COMPONENT_LOG,
    ...REPORTS,
  },
  summary: 'runs scenarios, offline, and checks what they expect',
  about:
    'Runs scenarios in their own worlds, offline, and checks what they expect. SCENARIO is a ' +
    'file, or a folder with all .yaml files below it (default: scenarios).',
  examples: [
    'spintape run scenarios/vfs/read-a-missing-file.yaml',
    'spintape run scenarios/vfs --filter read --json',
  ],
});

/** `spintape show`. */
export const SHOW = command({
  name: 'show',
  positionals: onePath('CASSETTE', 'show takes one cassette'),
  options: {
    at: text(
      'N',
      'the world after step N instead: clock, variables, files, mocks, values; 0 is the starting ' +
        'world',
    ),
  },
  summary: 'prints what happened in a cassette',
  about:
    'Prints what happened in a cassette, step by step. Long values are cut, except with --json.',
  examples: [
    'spintape show cassettes/vfs/read-back.yaml',
    'spintape show cassettes/vfs/read-back.yaml --at 2',
  ],
});

const PROFILES = ['quick', 'full', 'long'] as const satisfies readonly Profile[];

/** `spintape check`. */
export const CHECK = command({
  name: 'check',
  positionals: noPositionals('check'),
  options: {
    law: {
      ...repeatable('NAME', 'only this law; --law list names all'),
      proposed: [...LAW_NAMES, 'list'],
    },
    profile: {
      ...choice('PROFILE', PROFILES, 'how many values are tried'),
      shownDefault: 'full',
    },
    runs: wholeNumber(
      'N',
      1,
      "how many values to try for each law, instead of the profile's number",
    ),
    time: wholeNumber('SECONDS', 1, 'stops after this time'),
    path: text('PATH', 'leads to a counterexample that was found with the same --seed'),
    endpoint: text(
      'URL',
      'checks the service there, over HTTP; it writes to it, and clears shared mocks',
    ),
    save: path(
      'FILE',
      'writes the counterexample as a scenario that fails until it is fixed, or the recording ' +
        'that shows it',
    ),
    ...REPORTER,
    force: onlyWith(flag('replaces an existing FILE of --save, or of a report'), {
      anyOf: ['save', 'reporter'],
      because: 'whose file it replaces',
    }),
  },
  summary: 'looks for counterexamples of the laws of tool services',
  about:
    'Looks for counterexamples of the laws of tool services: tries random calls on the app, or ' +
    'on any service.',
  examples: [
    'spintape check --law list',
    'spintape check --law totality --runs 20 --save found.yaml',
  ],
});
