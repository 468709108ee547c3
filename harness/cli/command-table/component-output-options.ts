import { flag, path } from '../options/option.ts';

/** Where commands that run calls append what components print. */
export const COMPONENT_LOG = path(
  'PATH',
  'appends what components print to a file, or to two files for each component in a folder, ' +
    'which exists or ends with /',
);

/** Keeps what components print in cassettes. */
export const KEEP_LOGS = flag('keeps what components print in the cassette; no replay compares it');
