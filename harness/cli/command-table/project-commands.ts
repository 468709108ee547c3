import { command } from '../options/command-spec.ts';
import { noPositionals } from '../options/positionals.ts';

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
