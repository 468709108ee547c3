import { GithubFailure, invalidArguments } from './github-failure.ts';
import {
  type AllowList,
  fullName,
  isSameRepository,
  parseRepository,
  type Repository,
  repositoryNotAllowed,
} from './repository.ts';

/** A search that stays in the allowed repositories. */
export interface ConfinedQuery {
  readonly query: string;
  /** The repositories that results may come from. */
  readonly scope: AllowList;
}

/** Qualifiers that choose whose repositories are searched; GitHub adds up all that a query has. */
const SCOPING = /(?:repo|repository|org|user|owner|enterprise)\s*:/i;

/**
 * Confines a search to the allowed repositories: each is named with `repo:`, before all else, so
 * that an open quote or a trailing `NOT` cannot take the names in. The caller's own `repo:`, `org:`
 * and `user:` narrow the list; whatever GitHub might read as more than words is taken out or
 * refused. Without a list the query is sent as it is.
 *
 * @throws GithubFailure RepoNotAllowed when nothing that the query names is allowed,
 * InvalidArguments for what could take terms out of the confinement: `OR`, an open quote, `NOT`
 * before a qualifier.
 */
export function confineQuery(query: string, allowed: AllowList): ConfinedQuery {
  if (allowed === 'all') return { query, scope: 'all' };
  const tokens = tokensOf(query);
  const scoping = tokens.filter(isScoping);
  const words = tokens.filter((token) => !isScoping(token)).map(asWords);
  const scope = narrow(allowed, scoping);
  const names = scope.map((repository) => `repo:${fullName(repository)}`);
  return { query: [...names, ...words].join(' '), scope };
}

/**
 * Splits into words, phrases and `name:"phrase"`, after dropping the punctuation that GitHub
 * ignores.
 */
function tokensOf(query: string): string[] {
  const plain = query.replace(/[\u0000-\u0020\u007f-\u00a0\\()|]/g, ' ');
  if ((plain.match(/"/g) ?? []).length % 2 === 1) {
    throw invalidArguments('The query has an open quote');
  }
  const tokens = plain.match(/-?[A-Za-z]+:"[^"]*"|"[^"]*"|[^\s"]+/g) ?? [];
  const hasOr = tokens.some((token) => /^or$/i.test(token));
  const hasNot = tokens.some((token) => /^not$/i.test(token));
  if (hasOr || (hasNot && tokens.some((token) => SCOPING.test(token)))) {
    throw invalidArguments(
      'A search of the allowed repositories takes no OR, and no NOT beside repo:, org: or user:',
    );
  }
  return tokens;
}

function isScoping(token: string): boolean {
  return /^(?:repo|org|user):/i.test(token);
}

/**
 * A term that GitHub might still read as scoping or as an operator (`+repo:x`, `..OR`) is a phrase.
 */
function asWords(token: string): string {
  const isHarmless = token.startsWith('"') || /^-(?:repo|org|user):[\w./-]+$/i.test(token);
  const isSuspect = SCOPING.test(token) || /\bor\b/i.test(token);
  return isSuspect && !isHarmless ? `"${token.replaceAll('"', '')}"` : token;
}

function narrow(allowed: readonly Repository[], scoping: readonly string[]): readonly Repository[] {
  const named = scoping.map((token) => token.slice(token.indexOf(':') + 1).replaceAll('"', ''));
  const scope =
    named.length === 0
      ? allowed
      : allowed.filter((repository) => named.some((name) => isNamedBy(repository, name)));
  if (scope.length > 0) return scope;
  if (named.length > 0) throw repositoryNotAllowed(named.join(', '), allowed);
  throw new GithubFailure(
    'RepoNotAllowed',
    'No repository may be searched. Allowed repositories: none',
  );
}

function isNamedBy(repository: Repository, name: string): boolean {
  const parsed = parseRepository(name);
  if (parsed !== null) return isSameRepository(parsed, repository);
  return name.toLowerCase() === repository.owner.toLowerCase();
}
