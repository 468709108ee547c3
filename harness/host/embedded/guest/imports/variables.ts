import { liveValue } from '../../../../world/secrets/placeholder-text.ts';
import { currentCall } from '../guest-call.ts';
import { ResultError } from '../result-error.ts';

// Spin's rule for the names of variables: lower snake case (fermyon:spin/variables@2.0.0).
const NAME = /^[a-z](?:[a-z0-9]|_[a-z0-9])*$/;

/** fermyon:spin/variables@2.0.0, `get`. */
export function get(name: string): string {
  if (!NAME.test(name)) throw new ResultError({ tag: 'invalid-name', val: name });
  const call = currentCall();
  const { chain, component, grant } = call;
  chain.variables.add(`${component}/${name}`);
  const value = grant.variables.get(name);
  if (value === undefined) {
    call.deny('variable', name);
    throw new ResultError({ tag: 'undefined', val: name });
  }
  const { placeholderKey: key } = chain;
  const template = key === undefined ? undefined : grant.secretVariables.get(name);
  return key === undefined || template === undefined
    ? value
    : liveValue(template, { key, component });
}

/** wasi:config/store@0.2.0-draft2, over the same variables. */
export const configuration = {
  get: (name: string): string | undefined => {
    try {
      return get(name);
    } catch (error) {
      if (error instanceof ResultError) return undefined;
      throw error;
    }
  },
  getAll: (): Array<[string, string]> =>
    [...currentCall().grant.variables.keys()].sort().map((name) => [name, get(name)]),
};
