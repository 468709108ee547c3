import { command } from '../options/command-spec.ts';
import { flag } from '../options/option.ts';
import { noPositionals } from '../options/positionals.ts';

/** `spintape cache`. */
export const CACHE = command({
  name: 'cache',
  positionals: noPositionals('cache'),
  options: { clear: flag('removes them all; each is prepared again when it is needed') },
  summary: 'shows the components that were prepared, or clears them',
  about:
    'Shows the components that were prepared for this user, with their size and where they were ' +
    'last used.',
  examples: ['spintape cache', 'spintape cache --clear'],
});

/** `spintape init`. */
export const INIT = command({
  name: 'init',
  positionals: noPositionals('init'),
  options: {},
  summary: "writes a project's first files",
  about:
    "Writes the first files of a project around the app's spin.toml: a configuration, a " +
    'scenario, and a workflow for GitHub. No existing file is changed.',
  examples: ['spintape init', 'spintape init --app services/notes'],
});
