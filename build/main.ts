import { buildComponents } from './build-components.ts';
import { buildHarness } from './build-harness.ts';
import { APP_COMPONENTS, type ComponentSource, TEST_COMPONENTS } from './component-source.ts';
import { writePackagedList } from './packaged-list.ts';
import { report, seconds } from './progress.ts';

/**
 * `npm run build [-- NAME…]` builds the harness and the shipped components, or only the named
 * components. `npm run build:test-apps [-- NAME…]` builds the components that tests run.
 * Returns the exit code: 0, 1 when something cannot be built, 2 for an unknown name.
 */
export async function main(root: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  const forTests = args.includes('--test-apps');
  const names = args.filter((arg) => arg !== '--test-apps');
  const known = forTests ? TEST_COMPONENTS : APP_COMPONENTS;
  const unknown = names.find((name) => !known.some((source) => source.name === name));
  if (unknown !== undefined) {
    report(`no component ${unknown}; there are ${known.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const chosen = names.length === 0 ? known : known.filter(({ name }) => names.includes(name));
  // An exit, unlike death by the signal, removes temporary folders and stops child processes.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  try {
    const done = await build(root, chosen, !forTests && names.length === 0);
    report(`${done} after ${seconds(started)}`);
    return 0;
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function build(
  root: string,
  sources: readonly ComponentSource[],
  withHarness: boolean,
): Promise<string> {
  const started = performance.now();
  const compiled = withHarness && (await buildHarness(root));
  if (compiled) report(`harness: compiled after ${seconds(started)}`);
  const made = await buildComponents(root, sources);
  if (sources.some(({ isPackaged }) => isPackaged)) await writePackagedList(root, APP_COMPONENTS);
  return compiled || made > 0 ? 'done' : 'everything is up to date';
}
