import { REPORTERS } from '../../report/reporters.ts';
import { flag, onlyWith, path, repeatable } from '../options/option.ts';

/** The option of every command with a report. */
export const REPORTER = {
  reporter: {
    ...repeatable('NAME[=FILE]', 'prints the report that NAME makes, or writes it to FILE'),
    choices: Object.keys(REPORTERS),
  },
};

/** Options of reports for CI, which are short for reporters. */
export const REPORTS = {
  ...REPORTER,
  junit: path('FILE', 'writes a report in JUnit XML, as --reporter junit=FILE does'),
  force: onlyWith(flag('replaces any existing FILE of a report'), {
    anyOf: ['junit', 'reporter'],
    because: 'whose file it replaces',
  }),
  annotations: flag("prints GitHub's annotations, which is the default if GITHUB_ACTIONS is true"),
};
