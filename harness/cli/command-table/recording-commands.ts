import { command } from '../options/command-spec.ts';
import {
  flag,
  onlyWith,
  path,
  repeatable,
  text,
  wholeNumber,
  withDefault,
} from '../options/option.ts';
import { noPositionals, somePaths } from '../options/positionals.ts';
import { COMPONENT_LOG, KEEP_LOGS } from './component-output-options.ts';
import { ALLOW_SECRET, EXPOSE_SECRET, SECRET_SINK } from './secret-options.ts';

/** `spintape serve`. */
export const SERVE = command({
  name: 'serve',
  positionals: noPositionals('serve'),
  options: {
    listen: withDefault(
      text('HOST:PORT', 'where it listens; port 0 takes any free one, and :PORT means 127.0.0.1'),
      () => '127.0.0.1:3000',
    ),
    allowHost: repeatable(
      'NAMES',
      'host names under which this service may be called, separated by commas, as in ' +
        'SPINTAPE_ALLOW_HOSTS',
    ),
    record: path(
      'DIR',
      'writes a cassette for each session, named after its id and a digest of it',
    ),
    cassette: path(
      'FILE',
      'answers outbound HTTP from a cassette, each exchange once, and nothing from the network',
    ),
    noHotReplay: flag('does not replay each call right after it was recorded'),
    sessionTimeout: onlyWith(
      withDefault(
        wholeNumber(
          'SECONDS',
          0,
          'with --record: ends the recording of a session after this time without a call; 0 ' +
            'means never',
        ),
        () => 3600,
      ),
      { anyOf: ['record'] },
    ),
    maxStore: withDefault(
      text('SIZE', 'how much all sessions may store, in bytes, or with K, M or G'),
      () => '1G',
    ),
    maxCalls: withDefault(
      wholeNumber('N', 1, 'how many calls may be running or waiting'),
      () => 1000,
    ),
    lazy: flag('listens at once, and prepares each component before its first call'),
    componentLog: COMPONENT_LOG,
    keepLogs: onlyWith(KEEP_LOGS, { anyOf: ['record'] }),
    exposeSecret: EXPOSE_SECRET,
    secretSink: SECRET_SINK,
    allowSecret: onlyWith(ALLOW_SECRET, { anyOf: ['record'] }),
  },
  summary: 'serves the app over HTTP',
  about: 'Serves the app over HTTP until it is interrupted. State lives in memory until then.',
  examples: [
    'spintape serve --record recorded',
    'spintape serve --cassette cassettes/github/read-tools.yaml --listen :8080',
  ],
});

/** `spintape record`. */
export const RECORD = command({
  name: 'record',
  positionals: somePaths('SCENARIO', 'record needs a scenario'),
  options: {
    out: withDefault(
      path('DIR', "where cassettes go, at the scenario's path below scenarios"),
      () => 'cassettes',
    ),
    missing: flag(
      'only what the cassettes lack: new calls, and requests that are not recorded; what is ' +
        'recorded stays',
    ),
    noHotReplay: flag('does not replay each call right after it was recorded'),
    componentLog: COMPONENT_LOG,
    keepLogs: KEEP_LOGS,
    exposeSecret: EXPOSE_SECRET,
    secretSink: SECRET_SINK,
    allowSecret: ALLOW_SECRET,
  },
  summary: 'runs scenarios against the live world and writes cassettes',
  about:
    'Runs scenarios against the live world and writes cassettes. SCENARIO is a file, or a folder ' +
    'with all .yaml files below it.',
  examples: [
    'spintape record scenarios/vfs/read-back.yaml --out again',
    'spintape record scenarios/vfs/read-back.yaml --out again --missing',
  ],
});
