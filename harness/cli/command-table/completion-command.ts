import { command } from '../options/command-spec.ts';
import { oneWord } from '../options/positionals.ts';

/** The shells that complete the command line, as `spintape completion` names them. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

/** `spintape completion`. */
export const COMPLETION = command({
  name: 'completion',
  positionals: oneWord('SHELL', SHELLS, 'completion takes bash, zsh, fish or powershell'),
  options: {},
  summary: 'prints a script with which a shell completes spintape',
  about:
    'Prints a script with which a shell completes commands, options and their values. SHELL is ' +
    'bash, zsh, fish or powershell. The profile of the shell reads it at each start.',
  examples: ['source <(spintape completion bash)', 'spintape completion zsh > _spintape'],
});
