import { command } from '../options/command-spec.ts';
import { choice, flag, path } from '../options/option.ts';
import { twoPaths } from '../options/positionals.ts';
import { ALLOW_SECRET } from './secret-options.ts';

/** `spintape convert`. */
export const CONVERT = command({
  name: 'convert',
  positionals: twoPaths(['IN', 'OUT'], 'convert takes two files, IN and OUT'),
  options: {
    from: {
      ...choice('FORMAT', ['cassette', 'nock'], 'the format of IN'),
      shownDefault: 'by the content of IN',
    },
    to: {
      ...choice('FORMAT', ['cassette', 'scenario', 'nock', 'msw'], 'the format of OUT'),
      shownDefault: 'by the ending of OUT: .yaml, .json; .js, .mjs, .ts and so on',
    },
    expect: flag('of a cassette: expects in the scenario what each call answered and changed'),
    exchanges: flag('of a cassette: writes the answers of upstreams into the scenario'),
    scenario: path(
      'SCENARIO',
      "runs the calls of a scenario, answered by nock's definitions, and writes their cassette",
    ),
    force: flag('replaces what is at OUT'),
    allowSecret: ALLOW_SECRET,
  },
  summary: 'turns recordings of nock into cassettes, and cassettes back',
  about:
    "Makes a scenario or a cassette of nock's definitions, and of a cassette nock's definitions, " +
    'handlers of MSW, or the scenario that records it again. What the other format cannot hold ' +
    'is reported.',
  examples: [
    'spintape convert cassettes/github/read-tools.yaml handlers.mjs',
    'spintape convert cassettes/vfs/read-back.yaml again.yaml --expect',
  ],
});
