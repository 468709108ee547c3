import { command } from '../options/command-spec.ts';
import { flag, onlyWith, path } from '../options/option.ts';
import { somePaths, twoPaths } from '../options/positionals.ts';
import { REPORTER } from './report-options.ts';

/** Options for the world of rows. */
const ROWS_WORLD = {
  config: path('FILE', "DeepFabric's configuration: starting files and components"),
  world: path('FILE', 'a scenario whose world the rows start in'),
  mockLog: path('FILE', 'a log of the calls that defined the mocks, one JSON object per line'),
  cassettes: path('DIR', 'what GitHub answered, found by tool and arguments'),
};

/** `spintape reproduce`. */
export const REPRODUCE = command({
  name: 'reproduce',
  positionals: somePaths('ROWS', 'reproduce takes a file of rows, or - for stdin'),
  options: {
    ...ROWS_WORLD,
    writeGood: path('FILE', 'writes the rows that reproduce'),
    certify: path('DIR', 'writes a certificate for each row; see spintape verify'),
    resume: path('FILE', 'keeps judged rows in FILE, and continues from there when started again'),
    ...REPORTER,
    force: onlyWith(flag('replaces existing files of --write-good, --certify and reports'), {
      anyOf: ['writeGood', 'certify', 'reporter'],
      because: 'whose files it replaces',
    }),
  },
  summary: 'runs the tool calls of dataset rows again and judges them',
  about:
    'Runs the tool calls of dataset rows again and judges each row. ROWS is a .jsonl or ' +
    '.jsonl.gz file, or - for stdin.',
  examples: [
    'spintape reproduce rows.jsonl --world world.yaml --write-good good.jsonl',
    'spintape reproduce rows.jsonl --world world.yaml --certify certificates',
  ],
});

/** `spintape verify`. */
export const VERIFY = command({
  name: 'verify',
  positionals: twoPaths(
    ['CERT', 'ROWS'],
    'verify takes a certificate, or a folder of them, and a file of rows',
  ),
  options: {
    ...ROWS_WORLD,
    ...REPORTER,
    force: onlyWith(flag('replaces an existing FILE of a report'), {
      anyOf: ['reporter'],
      because: 'whose file it replaces',
    }),
  },
  summary: 'judges certified rows again and says what has changed',
  about:
    'Judges certified rows again, offline, and says what has changed. CERT is a ' +
    'certificate of spintape reproduce --certify, or a folder of them; ROWS as for reproduce. ' +
    'The options name the world that the rows were certified in.',
  examples: [
    'spintape verify certificates rows.jsonl --world world.yaml',
    'spintape verify certificates rows.jsonl --world world.yaml --json',
  ],
});
