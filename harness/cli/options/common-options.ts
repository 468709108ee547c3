import { availableParallelism } from 'node:os';
import { choice, flag, type OptionValues, path, wholeNumber, withDefault } from './option.ts';

/** The options that every command takes. */
export const COMMON_OPTIONS = {
  app: {
    ...path('PATH', 'a spin.toml, or its folder'),
    shownDefault: "the project's, or the shipped app",
  },
  workers: withDefault(
    wholeNumber('N', 1, 'worker threads'),
    availableParallelism,
    'the number of cores',
  ),
  instances: withDefault(
    choice(
      'MODE',
      ['reset', 'fresh'],
      'how each call gets a clean instance, restored in place or, more slowly, instantiated',
    ),
    () => 'reset' as const,
  ),
  seed: wholeNumber('N', 0, 'what randomness starts from'),
  json: flag('one JSON document on stdout'),
  quiet: flag('no progress, and no output of components, on stderr'),
  debug: flag('stack traces of errors'),
};

/** What was given for the common options. */
export type CommonOptions = OptionValues<typeof COMMON_OPTIONS>;
