import { HarnessError } from '../../errors.ts';
import type { AppManifest, ComponentManifest } from './app-manifest.ts';
import { readComponent } from './component-section.ts';
import { identifierFault } from './identifier.ts';
import { ManifestSection } from './manifest-section.ts';
import { parseTomlTree } from './toml-tree.ts';
import { type HttpTrigger, readHttpTriggers, routesOf } from './trigger-section.ts';
import { readVariableDeclarations } from './variables-section.ts';

/** The longest manifest, in UTF-16 code units: the parser needs 2 KB for each. */
export const SIZE_LIMIT = 128 * 1024;

/**
 * Reads a Spin app manifest of version 2 (crates/manifest of Spin 4, schema/v2.rs).
 *
 * @param text the content of a spin.toml
 * @param file the manifest as the user named it, for messages
 * @throws HarnessError `manifest-invalid` if it breaks the format, `manifest-unsupported` if it
 * asks for something that the embedded host cannot give.
 */
export function parseManifest(text: string, file: string): AppManifest {
  if (text.length > SIZE_LIMIT) {
    throw tooLarge(file, `it has ${text.length} characters, more than ${SIZE_LIMIT}`);
  }
  const entries = parseTomlTree(text, file);
  const root = new ManifestSection({ file, title: 'the manifest', line: 1, entries });
  expectVersion2(root, entries.get('spin_manifest_version')?.value);
  root.expectNames(['spin_manifest_version', 'application', 'variables', 'trigger', 'component']);
  const application = requiredTable(root, 'application');
  application.expectNames([
    'name',
    'version',
    'description',
    'authors',
    'targets',
    'trigger',
    'tool',
  ]);
  const variables = readVariableDeclarations(root.table('variables'));
  const declared = [...variables.keys()];
  const components = readComponents(root.table('component'), declared);
  const triggers = readHttpTriggers(requiredTable(root, 'trigger')).map((trigger) => {
    return { trigger, componentId: componentOf(trigger, { components, declared }) };
  });
  return {
    file,
    name: application.requiredString('name'),
    version: application.string('version') ?? '',
    variables,
    components,
    routes: routesOf(triggers),
  };
}

function expectVersion2(root: ManifestSection, version: unknown): void {
  if (version === 2) return;
  throw root.invalid('spin_manifest_version', {
    reason: 'its format is not version 2',
    next:
      version === undefined && !root.has('spin_version')
        ? 'Begin the manifest with spin_manifest_version = 2.'
        : 'Upgrade the manifest with `spin doctor`.',
  });
}

function requiredTable(root: ManifestSection, name: string): ManifestSection {
  const table = root.table(name);
  if (table !== undefined) return table;
  throw root.invalid(name, { reason: `"${name}" is missing`, next: `Add [${name}].` });
}

function readComponents(
  section: ManifestSection | undefined,
  declared: readonly string[],
): Map<string, ComponentManifest> {
  const components = new Map<string, ComponentManifest>();
  for (const id of section?.names ?? []) {
    const fault = identifierFault(id, { delimiter: '-', lowerCase: false });
    if (fault !== undefined) {
      const reason = `"${id}" is not a component id: ${fault}`;
      throw section?.invalid(id, { reason, next: 'Use kebab-case.' });
    }
    const component = section?.table(id);
    if (component !== undefined) components.set(id, readComponent(component, { id, declared }));
  }
  return components;
}

// A component that its trigger defines inline is added to the others.
function componentOf(
  { component, id, section }: HttpTrigger,
  app: { components: Map<string, ComponentManifest>; declared: readonly string[] },
): string {
  if (typeof component !== 'string') {
    const inlineId = freeId(id, app.components);
    const { declared } = app;
    app.components.set(inlineId, readComponent(component, { id: inlineId, declared }));
    return inlineId;
  }
  if (app.components.has(component)) return component;
  throw section.invalid('component', {
    reason: `there is no component "${component}"`,
    next: `Add [component.${component}], or name one of: ${[...app.components.keys()].join(', ')}.`,
  });
}

// Spin names such a component after its trigger if that id is free, and else by a number.
function freeId(triggerId: string, components: ReadonlyMap<string, ComponentManifest>): string {
  const natural = `${triggerId}-component`;
  const fault = identifierFault(natural, { delimiter: '-', lowerCase: false });
  if (fault === undefined && !components.has(natural)) return natural;
  let counter = 1;
  while (components.has(`inline-component${counter}`)) counter += 1;
  return `inline-component${counter}`;
}

/** The error for a manifest beyond {@link SIZE_LIMIT}. */
export function tooLarge(file: string, reason: string): HarnessError {
  return new HarnessError({
    code: 'manifest-invalid',
    problem: `Failed to read the manifest: ${reason}`,
    next: 'Give a spin.toml: nothing in one is so long.',
    file,
  });
}
