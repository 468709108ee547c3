import { HarnessError } from '../../errors.ts';
import type { AppManifest, ComponentManifest, LeftOut } from './app-manifest.ts';
import { readComponent, reasonToLeaveOut, unsupportedComponent } from './component-section.ts';
import { identifierFault } from './identifier.ts';
import { ManifestSection } from './manifest-section.ts';
import { parseTomlTree } from './toml-tree.ts';
import {
  type HttpTrigger,
  readHttpTriggers,
  readOtherTriggers,
  routesOf,
} from './trigger-section.ts';
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
  const found = readComponents(root.table('component'), declared);
  const trigger = requiredTable(root, 'trigger');
  const triggers = readHttpTriggers(trigger).map((each) => {
    return { trigger: each, componentId: componentOf(each, { found, declared }) };
  });
  const called = new Set(triggers.map(({ componentId }) => componentId));
  const others = readOtherTriggers(trigger);
  for (const other of others) if (!called.has(other.component)) leaveOut(found, other);
  const { components, leftOut } = found;
  const [first] = leftOut.values();
  if (components.size === 0 && first !== undefined) throw unsupportedComponent(file, first);
  return {
    file,
    name: application.requiredString('name'),
    version: application.string('version') ?? '',
    variables,
    components,
    leftOut,
    ignoredTriggers: others.filter(({ component }) => components.has(component)),
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

/** The components of an app: those that can be run, and those that cannot. */
interface FoundComponents {
  readonly components: Map<string, ComponentManifest>;
  readonly leftOut: Map<string, LeftOut>;
}

function leaveOut({ components, leftOut }: FoundComponents, left: LeftOut): void {
  if (components.delete(left.component)) leftOut.set(left.component, left);
}

function addComponent(
  { components, leftOut }: FoundComponents,
  section: ManifestSection,
  named: { readonly id: string; readonly declared: readonly string[] },
): void {
  const component = readComponent(section, named);
  const left = reasonToLeaveOut(section, named.id);
  if (left === undefined) components.set(named.id, component);
  else leftOut.set(named.id, left);
}

function readComponents(
  section: ManifestSection | undefined,
  declared: readonly string[],
): FoundComponents {
  const found: FoundComponents = { components: new Map(), leftOut: new Map() };
  for (const id of section?.names ?? []) {
    const fault = identifierFault(id, { delimiter: '-', lowerCase: false });
    if (fault !== undefined) {
      const reason = `"${id}" is not a component id: ${fault}`;
      throw section?.invalid(id, { reason, next: 'Use kebab-case.' });
    }
    const component = section?.table(id);
    if (component !== undefined) addComponent(found, component, { id, declared });
  }
  return found;
}

// A component that its trigger defines inline is added to the others.
function componentOf(
  { component, id, section }: HttpTrigger,
  { found, declared }: { found: FoundComponents; declared: readonly string[] },
): string {
  const ids = [...found.components.keys(), ...found.leftOut.keys()];
  if (typeof component !== 'string') {
    const inlineId = freeId(id, ids);
    addComponent(found, component, { id: inlineId, declared });
    return inlineId;
  }
  if (ids.includes(component)) return component;
  throw section.invalid('component', {
    reason: `there is no component "${component}"`,
    next: `Add [component.${component}], or name one of: ${ids.join(', ')}.`,
  });
}

// Spin names such a component after its trigger if that id is free, and else by a number.
function freeId(triggerId: string, ids: readonly string[]): string {
  const natural = `${triggerId}-component`;
  const fault = identifierFault(natural, { delimiter: '-', lowerCase: false });
  if (fault === undefined && !ids.includes(natural)) return natural;
  let counter = 1;
  while (ids.includes(`inline-component${counter}`)) counter += 1;
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
