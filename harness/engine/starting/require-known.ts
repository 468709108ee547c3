import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { keptPlaces } from '../../cassette/yaml/kept-places.ts';
import { HarnessError } from '../../errors.ts';
import type { AppWorld } from '../../host/app-world.ts';
import { suggestion } from '../../suggestion.ts';
import type { StoreFault } from '../../world/key-value/store-fault.ts';

/**
 * Refuses a world with a variable that the app does not declare: nobody would read its value, so
 * that a mistyped name would pass without a word.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireDeclared(
  variables: ReadonlyMap<string, string>,
  { manifest }: AppWorld,
  file: string,
): void {
  const declared = [...manifest.variables.keys()];
  const unknown = [...variables.keys()].find((name) => !declared.includes(name));
  if (unknown === undefined) return;
  const near = suggestion(unknown, declared);
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read the world: the app declares no variable ${JSON.stringify(unknown)}`,
    next:
      near === undefined
        ? `Use one of ${declared.join(', ') || 'none: it has no variables'}.`
        : `Did you mean ${near}?`,
    file,
    line: keptPlaces(variables).get(unknown)?.line,
  });
}

/**
 * Refuses faults of stores that no component of the app is granted: they could never happen.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireGranted(
  faults: readonly StoreFault[],
  { grants }: AppWorld,
  file: string,
): void {
  const granted = [...new Set([...grants.values()].flatMap(({ stores }) => [...stores]))].sort();
  const lost = faults.find(({ store }) => !granted.includes(store));
  if (lost === undefined) return;
  const near = suggestion(lost.store, granted);
  const store = JSON.stringify(lost.store);
  const places = keptPlaces(lost);
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read the world: no component of the app is granted the store ${store}`,
    next:
      near === undefined
        ? `Use one of ${granted.join(', ') || 'none: the app has no stores'}.`
        : `Did you mean ${near}?`,
    file,
    line: (places.get('store') ?? places.get('fault'))?.line,
  });
}

/**
 * Refuses calls that no component of the app takes, before any of the others has happened.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireRoutes(
  { entries }: CassetteFile,
  componentFor: (path: string) => string | undefined,
  file: string,
): void {
  const lost = entries.find(({ request }) => componentFor(request.path) === undefined);
  if (lost === undefined) return;
  const path = lost.request.path.replace(/\?.*$/s, '');
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to record the call: no component of the app takes ${path}`,
    next: 'Correct the component or the path, or name the app with --app.',
    file,
    line: lost.line,
  });
}
