import type { Terminal } from '../terminal.ts';
import { findConfig } from './find-config.ts';

/**
 * A terminal that knows the project of the working folder, if there is one.
 *
 * @throws HarnessError for a configuration that cannot be read.
 */
export async function withProject(terminal: Terminal): Promise<Terminal> {
  const file = findConfig();
  if (file === undefined) return terminal;
  // The parser is loaded only for a configuration: without one, commands start sooner.
  const { readProject } = await import('./read-project.ts');
  const project = readProject(file);
  return Object.assign(Object.create(terminal) as Terminal, { project });
}
