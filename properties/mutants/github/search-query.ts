import type { AllowList } from '../../../spin-app/github/repository.ts';
import * as real from '../../../spin-app/github/search-query.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/search-query.ts';

export function confineQuery(query: string, allowed: AllowList): real.ConfinedQuery {
  if (isActive('search-not-confined')) return { query, scope: 'all' };
  if (isActive('search-by-owner')) return withOwners(query, allowed);
  const confined = real.confineQuery(query, allowed);
  return isActive('search-results-not-confined') ? { ...confined, scope: 'all' } : confined;
}

/** Confined, with the query's `owner:` as it was. */
function withOwners(query: string, allowed: AllowList): real.ConfinedQuery {
  const owners = query.match(/\bowner:\w+/g) ?? [];
  const confined = real.confineQuery(query.replace(/\bowner:\w+/g, ' '), allowed);
  return { ...confined, query: [confined.query, ...owners].join(' ') };
}
