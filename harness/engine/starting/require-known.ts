import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { HarnessError } from '../../errors.ts';
import type { AppWorld } from '../../host/app-world.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { suggestion } from '../../suggestion.ts';
import { pointer } from '../../world/places.ts';
import type { StartingWorld } from '../../world/starting-world.ts';

/**
 * Refuses a world with a variable that the app does not declare. Nothing would read its value, so a
 * mistyped name would go unnoticed.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireDeclared(
  { variables, places }: Pick<StartingWorld, 'variables' | 'places'>,
  manifest: AppManifest,
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
    line: places?.get(pointer('variables', unknown))?.line,
  });
}

/**
 * Refuses faults of stores that are granted to no component of the app: they could never happen.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireGranted(
  { storeFaults = [], places }: Pick<StartingWorld, 'storeFaults' | 'places'>,
  { grants }: AppWorld,
  file: string,
): void {
  const granted = [...new Set([...grants.values()].flatMap(({ stores }) => [...stores]))].sort();
  const index = storeFaults.findIndex(({ store }) => !granted.includes(store));
  const lost = storeFaults[index];
  if (lost === undefined) return;
  const near = suggestion(lost.store, granted);
  const store = JSON.stringify(lost.store);
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read the world: no component of the app is granted the store ${store}`,
    next:
      near === undefined
        ? `Use one of ${granted.join(', ') || 'none: the app has no stores'}.`
        : `Did you mean ${near}?`,
    file,
    line: (
      places?.get(pointer('store-faults', index, 'store')) ??
      places?.get(pointer('store-faults', index))
    )?.line,
  });
}

/**
 * Refuses calls that no component of the app takes, before any other call is made.
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
