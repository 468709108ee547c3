import {
  inspectComponent,
  makeComponent,
  prepareBuilt,
  type StaleComponent,
} from './build-component.ts';
import type { ComponentSource } from './component-source.ts';
import { report, seconds } from './progress.ts';

/**
 * Builds the components whose sources or tools changed, and returns how many there were.
 *
 * One component is made at a time, because two parallel runs of j2w take longer than two in a
 * row. A component is prepared while the next one is made.
 */
export async function buildComponents(
  root: string,
  sources: readonly ComponentSource[],
): Promise<number> {
  const inspected = await Promise.all(sources.map((source) => inspectComponent(root, source)));
  const stale = inspected.filter((component) => component !== undefined);
  let preparing = Promise.resolve();
  for (const component of stale) {
    const started = performance.now();
    report(`${component.source.name}: building ${component.source.output}`);
    await Promise.all([makeComponent(root, component), preparing]);
    preparing = prepareAndReport(root, component, started);
  }
  await preparing;
  return stale.length;
}

async function prepareAndReport(
  root: string,
  component: StaleComponent,
  started: number,
): Promise<void> {
  const made = seconds(started);
  await prepareBuilt(root, component);
  report(`${component.source.name}: ready after ${seconds(started)} (component ${made})`);
}
