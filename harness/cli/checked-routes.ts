import type { LawsReport } from '../../properties/check-laws.ts';
import { pathOf, presentRoutes, ROUTES, type Route } from '../../properties/routes.ts';
import type { ToolService } from '../../properties/subject.ts';
import { leftOutLines } from '../../properties/telling/check-report.ts';
import { HarnessError } from '../errors.ts';

/**
 * The parts that a subject of laws has.
 *
 * @param endpoint the URL of a service
 * @throws HarnessError `usage` for a service at a URL that has none of them.
 */
export async function checkedRoutes(
  service: ToolService | undefined,
  endpoint: string | undefined,
): Promise<ReadonlySet<Route> | undefined> {
  const routes = service && (await presentRoutes(service));
  if (endpoint === undefined || routes === undefined || routes.size > 0) return routes;
  const places = ROUTES.map(pathOf).join(', ');
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to check ${endpoint}: this is no tool service: none of ${places} answers`,
    next: 'Name a service that takes tool calls, such as `spintape serve`.',
  });
}

/** The error for a check of which every law is left out. */
export function nothingToCheck({ leftOut }: LawsReport): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to check a law: ${leftOutLines(leftOut).join('; ')}`,
    next: 'Name other laws with --law.',
  });
}
