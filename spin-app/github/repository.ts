import type { Arguments } from './arguments.ts';
import { GithubFailure, invalidArguments } from './github-failure.ts';

/** A repository by its name. GitHub ignores case in both parts. */
export interface Repository {
  readonly owner: string;
  readonly name: string;
}

/** The repositories that tools may touch: all of them, or a list that may be empty. */
export type AllowList = 'all' | readonly Repository[];

/** An account name: at most 39 letters, digits, hyphens, and the underscore of managed accounts. */
const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;

/** A repository name; GitHub reserves `.`, `..` and the endings `.git` and `.wiki`. */
const NAME = /^(?!\.{1,2}$)(?!.*\.(?:git|wiki)$)[A-Za-z0-9._-]{1,100}$/i;

/** Reads `owner/name`, or gives null when GitHub could have no repository of that name. */
export function parseRepository(fullName: string): Repository | null {
  const [owner = '', name = '', ...rest] = fullName.split('/');
  return rest.length === 0 && OWNER.test(owner) && NAME.test(name) ? { owner, name } : null;
}

/** `owner/name` as it was written. */
export function fullName({ owner, name }: Repository): string {
  return `${owner}/${name}`;
}

/** Whether two names are those of one repository. */
export function isSameRepository(left: Repository, right: Repository): boolean {
  return fullName(left).toLowerCase() === fullName(right).toLowerCase();
}

/**
 * Reads the variable `allowed_repos`: `*`, or names with commas between them. Only a lone `*`
 * allows all; an entry that is no repository name allows nothing, so that a slip never opens the
 * door.
 */
export function parseAllowList(variable: string): AllowList {
  if (variable.trim() === '*') return 'all';
  return variable.split(',').flatMap((entry) => parseRepository(entry.trim()) ?? []);
}

/** Whether the list holds the repository. */
export function isAllowed(allowed: AllowList, repository: Repository): boolean {
  return allowed === 'all' || allowed.some((each) => isSameRepository(each, repository));
}

/**
 * The repository that a call names.
 *
 * @throws GithubFailure InvalidArguments when GitHub could have no such name, RepoNotAllowed when
 * the list does not hold it.
 */
export function requireRepository(args: Arguments, allowed: AllowList): Repository {
  const owner = args.text('owner');
  const name = args.text('repo');
  if (!OWNER.test(owner)) throw invalidArguments(`Invalid owner: ${JSON.stringify(owner)}`);
  if (!NAME.test(name)) throw invalidArguments(`Invalid repo: ${JSON.stringify(name)}`);
  const repository = { owner, name };
  if (!isAllowed(allowed, repository)) throw repositoryNotAllowed(fullName(repository), allowed);
  return repository;
}

/** The refusal of a repository that the list does not hold. */
export function repositoryNotAllowed(name: string, allowed: AllowList): GithubFailure {
  const names = allowed === 'all' ? 'all' : allowed.map(fullName).join(', ') || 'none';
  return new GithubFailure(
    'RepoNotAllowed',
    `Repository '${name}' is not in the allowed list. Allowed repositories: ${names}`,
  );
}
