import type { Arguments } from './arguments.ts';
import type { Parameters } from './parameter.ts';

/** GitHub's own limit; it treats larger numbers as this one. */
const LARGEST_PAGE = 100;

/** The arguments of a tool whose answer GitHub gives in pages. */
export function pageParameters(defaultSize: number): Parameters {
  return {
    perPage: {
      type: 'integer',
      description: 'Results on a page; more than 100 count as 100',
      default: defaultSize,
    },
    page: {
      type: 'integer',
      description: 'Page to return, counted from 1; the first unless given',
    },
  };
}

/** The query that asks GitHub for the page of a call. */
export function pageQuery(args: Arguments): Record<'per_page' | 'page', number | null> {
  return { per_page: pageSize(args), page: args.integer('page') };
}

/** How many results the caller wants at most. */
export function pageSize(args: Arguments): number {
  return Math.min(args.integer('perPage') ?? LARGEST_PAGE, LARGEST_PAGE);
}
