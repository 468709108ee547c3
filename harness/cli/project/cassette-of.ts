import { join, relative, resolve, sep } from 'node:path';
import type { Project } from './project.ts';

/**
 * The cassette that a project has for a scenario: at the same path below its folder of cassettes.
 * Undefined for a scenario that is not in the project's folder.
 *
 * @param out the folder of cassettes. Default: the project's.
 */
export function projectCassette(
  scenario: string,
  project: Project | undefined,
  out = project?.cassettes,
): string | undefined {
  const { scenarios } = project ?? {};
  if (scenarios === undefined || out === undefined) return undefined;
  const path = relative(resolve(scenarios), resolve(scenario));
  return path === '' || path.split(sep)[0] === '..' ? undefined : join(out, path);
}
