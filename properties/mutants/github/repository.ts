import type { Arguments } from '../../../spin-app/github/arguments.ts';
import * as real from '../../../spin-app/github/repository.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/repository.ts';

export function parseAllowList(variable: string): real.AllowList {
  const list = real.parseAllowList(variable);
  return list.length === 0 && isActive('empty-allow-list-opens') ? 'all' : list;
}

export function requireRepository(args: Arguments, allowed: real.AllowList): real.Repository {
  if (allowed === 'all' || !isActive('allow-list-by-prefix')) {
    return real.requireRepository(args, allowed);
  }
  const asked = { owner: args.text('owner'), name: args.text('repo') };
  const isPrefix = allowed.some((each) => real.fullName(asked).startsWith(real.fullName(each)));
  return real.requireRepository(args, isPrefix ? 'all' : allowed);
}
