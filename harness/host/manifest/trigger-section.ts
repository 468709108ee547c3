import { HarnessError } from '../../errors.ts';
import type { LeftOut } from './app-manifest.ts';
import type { ManifestSection } from './manifest-section.ts';
import { parseRoute, type Route } from './route.ts';

/** An HTTP trigger: which component answers, and where; a private one has no route. */
export interface HttpTrigger {
  /** As in the manifest; empty when it has none. */
  readonly id: string;
  /** The id of a component, or its table if the trigger defines it inline. */
  readonly component: string | ManifestSection;
  /** The route, or undefined for a component that only other components reach. */
  readonly route: string | undefined;
  readonly section: ManifestSection;
}

/**
 * Reads `[[trigger.http]]`.
 *
 * @throws HarnessError `manifest-invalid`, or `manifest-unsupported` for triggers of other types
 * alone, static responses, middleware and executors other than Spin's own.
 */
export function readHttpTriggers(section: ManifestSection): HttpTrigger[] {
  const other = section.names.find((name) => name !== 'http');
  if (other !== undefined && !section.has('http')) {
    const name = `triggers of the type "${other}"`;
    throw unsupported(section, { name, line: section.lineOf(other) });
  }
  return section.tables('http').map(readHttpTrigger);
}

/** Triggers of other types than HTTP that name their component. */
export function readOtherTriggers(section: ManifestSection): LeftOut[] {
  const others = section.names.filter((name) => name !== 'http');
  return others.flatMap((type) =>
    section.tables(type).flatMap((trigger) => {
      const component = trigger.tableOrString('component');
      if (typeof component !== 'string') return [];
      const why = `the embedded host cannot give triggers of the type "${type}"`;
      return [{ component, why, next: TAKE_OUT, line: trigger.line }];
    }),
  );
}

const TAKE_OUT = 'Take it out of the manifest, or run the app with `spin up`.';

function readHttpTrigger(section: ManifestSection): HttpTrigger {
  section.expectNames([
    'id',
    'component',
    'components',
    'dependencies',
    'route',
    'executor',
    'static_response',
  ]);
  for (const name of ['static_response', 'components', 'dependencies']) {
    if (section.isFilled(name)) throw unsupported(section, { name, line: section.lineOf(name) });
  }
  expectSpinExecutor(section);
  return {
    id: section.string('id') ?? '',
    component: section.tableOrString('component') ?? section.requiredString('component'),
    route: readRoute(section),
    section,
  };
}

function readRoute(section: ManifestSection): string | undefined {
  const route = section.tableOrString('route') ?? section.requiredString('route');
  if (typeof route === 'string') return route;
  route.expectNames(['private']);
  if (route.boolean('private') === true) return undefined;
  throw section.invalid('route', {
    reason: 'the route is a table other than { private = true }',
    next: 'Write a path such as "/hello/..." or { private = true }.',
  });
}

function expectSpinExecutor(section: ManifestSection): void {
  const type = section.table('executor')?.requiredString('type');
  if (type === undefined || type === 'spin' || type === 'http') return;
  throw unsupported(section, { name: `the executor "${type}"`, line: section.lineOf('executor') });
}

function unsupported(
  section: ManifestSection,
  { name, line }: { name: string; line: number },
): HarnessError {
  const component = section.names.includes('component') ? section.tableOrString('component') : '';
  const subject =
    typeof component === 'string' && component !== ''
      ? `the component "${component}"`
      : 'the triggers';
  return new HarnessError({
    code: 'manifest-unsupported',
    problem: `Failed to load ${subject}: the embedded host cannot give ${name}`,
    next: TAKE_OUT,
    file: section.file,
    line,
  });
}

/** The public routes of triggers; of several with the same path only the last, as in Spin. */
export function routesOf(
  triggers: readonly { trigger: HttpTrigger; componentId: string }[],
): Route[] {
  const routes = new Map<string, Route>();
  for (const { trigger, componentId } of triggers) {
    const { route, section } = trigger;
    if (route === undefined) continue;
    try {
      routes.set(route, parseRoute(route, { componentId, line: section.line }));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const reason = `the route "${route}" is invalid: ${error.message}`;
      throw section.invalid('route', { reason, next: 'Correct the route.' });
    }
  }
  return [...routes.values()];
}
