import { leftOutLines } from '../../../properties/reporting/laws-text.ts';
import type { CheckedLaws } from '../../../properties/runner/check-laws.ts';
import type { Law } from '../../../properties/runner/law.ts';
import { pathOf, presentRoutes, ROUTES, type Route } from '../../../properties/subjects/routes.ts';
import type { ToolService } from '../../../properties/subjects/subject.ts';
import { HarnessError } from '../../errors.ts';

/**
 * The routes that a subject of laws has; undefined if no law needs a service.
 *
 * @param name of the subject, for messages
 * @throws HarnessError `usage` for a subject without any of them: laws about functions would hold
 * there, but say nothing about it.
 */
export async function checkedRoutes(
  laws: readonly Law[],
  service: ToolService | undefined,
  name: string,
): Promise<ReadonlySet<Route> | undefined> {
  if (service === undefined || laws.every(({ needs }) => needs === 'nothing')) return undefined;
  const routes = await presentRoutes(service);
  if (routes.size > 0) return routes;
  const places = ROUTES.map(pathOf).join(', ');
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to check ${name}: it is not a tool service: none of ${places} answers`,
    next: 'Name a service that takes tool calls, such as `spintape serve`.',
  });
}

/** The error for a check that leaves out every law. */
export function nothingToCheck({ leftOut }: CheckedLaws): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to check a law: ${leftOutLines(leftOut).join('; ')}`,
    next: 'Name other laws with --law.',
  });
}
