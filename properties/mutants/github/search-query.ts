import type { AllowList } from '../../../spin-app/github/repository.ts';
import * as real from '../../../spin-app/github/search-query.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/github/search-query.ts';

export function confineQuery(query: string, allowed: AllowList): real.ConfinedQuery {
  if (isActive('search-not-confined')) return { query, scope: 'all' };
  const confined = real.confineQuery(query, allowed);
  return isActive('search-results-not-confined') ? { ...confined, scope: 'all' } : confined;
}
