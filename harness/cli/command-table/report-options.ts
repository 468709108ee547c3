import { REPORTERS } from '../../report/reporters.ts';
import { flag, onlyWith, path, repeatable } from '../options/option.ts';

/** The option of every command that makes a report. */
export const REPORTER = {
  reporter: {
    ...repeatable('NAME[=FILE]', 'prints the report that NAME makes, or writes it to FILE'),
    choices: Object.keys(REPORTERS),
  },
};

/** The options of reports for CI, which are short for reporters. */
export const REPORTS = {
  ...REPORTER,
  junit: path('FILE', 'writes a report in JUnit XML, as --reporter junit=FILE does'),
  force: onlyWith(flag('replaces what is at the FILE of a report, whatever it is'), {
    anyOf: ['junit', 'reporter'],
    because: 'whose file it replaces',
  }),
  annotations: flag("prints GitHub's annotations, as is done where GITHUB_ACTIONS is true"),
};
