import { HarnessError } from '../../errors.ts';
import { parseAllowedHost } from '../../world/allowed-hosts.ts';
import { templateVariables } from '../../world/template.ts';
import type { ComponentManifest, LeftOut } from './app-manifest.ts';
import { identifierFault } from './identifier.ts';
import type { ManifestSection } from './manifest-section.ts';

const KNOWN = [
  'source',
  'description',
  'variables',
  'environment',
  'files',
  'exclude_files',
  'allowed_http_hosts',
  'allowed_outbound_hosts',
  'key_value_stores',
  'sqlite_databases',
  'ai_models',
  'targets',
  'build',
  'tool',
  'dependencies_inherit_configuration',
  'dependencies',
  'profile',
];

/** What a component may request from Spin, but not from the embedded host. */
const UNSUPPORTED = ['files', 'sqlite_databases', 'ai_models'];

const SCHEMES: readonly string[] = ['http', 'https', '*'];

/**
 * Reads the table of a component.
 *
 * @param declared the names of the application variables, which templates may use
 * @throws HarnessError `manifest-invalid` or `manifest-unsupported`.
 */
export function readComponent(
  section: ManifestSection,
  { id, declared }: { id: string; declared: readonly string[] },
): ComponentManifest {
  section.expectNames(KNOWN);
  refuseOutdated(section, id);
  return {
    id,
    line: section.line,
    source: readSource(section, id),
    keyValueStores: readStoreLabels(section),
    allowedOutboundHosts: readAllowedHosts(section, declared),
    variables: readVariables(section, declared),
    environment: section.stringTable('environment'),
  };
}

/** Why the embedded host cannot run a component; undefined: it can. */
export function reasonToLeaveOut(section: ManifestSection, id: string): LeftOut | undefined {
  const name = UNSUPPORTED.find((each) => section.isFilled(each));
  if (name !== undefined) return leftOut(section, { id, name, line: section.lineOf(name) });
  const other = section
    .strings('allowed_outbound_hosts')
    .find(({ value }) => !SCHEMES.includes(literalScheme(value)));
  if (other === undefined) return undefined;
  return leftOut(section, { id, name: `connections to "${other.value}"`, line: other.line });
}

function leftOut(
  section: ManifestSection,
  { id, name, line }: { id: string; name: string; line: number },
): LeftOut {
  const next = `Take it out of ${section.title}, or run the app with \`spin up\`.`;
  return { component: id, why: `the embedded host cannot give it ${name}`, next, line };
}

/** The error of an app of which nothing is left. */
export function unsupportedComponent(file: string, { component, why, next, line }: LeftOut) {
  const problem = `Failed to load the component "${component}": ${why}`;
  return new HarnessError({ code: 'manifest-unsupported', problem, next, file, line });
}

function refuseOutdated(section: ManifestSection, id: string): void {
  if (section.isFilled('dependencies')) {
    const line = section.lineOf('dependencies');
    throw unsupportedComponent(section.file, leftOut(section, { id, name: 'dependencies', line }));
  }
  if (!section.isFilled('allowed_http_hosts')) return;
  throw new HarnessError({
    code: 'manifest-unsupported',
    problem:
      `Failed to load the component "${id}": ` +
      'allowed_http_hosts is of an older manifest format',
    next: 'Use allowed_outbound_hosts with a scheme, such as "https://api.example.com".',
    file: section.file,
    line: section.lineOf('allowed_http_hosts'),
  });
}

function readSource(section: ManifestSection, id: string): string {
  const source = section.tableOrString('source') ?? section.requiredString('source');
  if (typeof source === 'string') return source;
  const origin = source.has('url') ? 'a URL' : 'a registry';
  throw new HarnessError({
    code: 'manifest-unsupported',
    problem:
      `Failed to load the component "${id}": ` + `the embedded host cannot fetch it from ${origin}`,
    next: 'Download the component and name its file: source = "component.wasm".',
    file: section.file,
    line: section.lineOf('source'),
  });
}

function readStoreLabels(section: ManifestSection): string[] {
  return section.strings('key_value_stores').map(({ value }) => {
    const kebab = identifierFault(value, { delimiter: '-', lowerCase: false });
    const snake = identifierFault(value, { delimiter: '_', lowerCase: false });
    if (kebab === undefined || snake === undefined) return value;
    const reason = `the store label "${value}" is neither kebab-case nor snake_case`;
    throw section.invalid('key_value_stores', { reason, next: 'Rename the store.' });
  });
}

function readAllowedHosts(section: ManifestSection, declared: readonly string[]): string[] {
  return section.strings('allowed_outbound_hosts').map(({ value, line }) => {
    try {
      const names = templateVariables(value);
      expectDeclared(names, declared);
      // An entry with a template is checked when its variables have values.
      if (names.length === 0) parseAllowedHost(value);
      return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new HarnessError({
        code: 'manifest-invalid',
        problem: `Failed to read allowed_outbound_hosts in ${section.title}: ${error.message}`,
        next: 'Write <scheme>://<host>[:<port>], such as "https://api.example.com".',
        file: section.file,
        line,
      });
    }
  });
}

function literalScheme(template: string): string {
  return /^([a-z]+):\/\//i.exec(template.trim())?.[1] ?? '*';
}

function readVariables(
  section: ManifestSection,
  declared: readonly string[],
): ReadonlyMap<string, string> {
  const table = section.table('variables');
  for (const name of table?.names ?? []) {
    const fault = identifierFault(name, { delimiter: '_', lowerCase: true });
    const template = table?.requiredString(name) ?? '';
    try {
      if (fault !== undefined) throw new SyntaxError(fault);
      expectDeclared(templateVariables(template), declared);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const reason = `the variable "${name}" is invalid: ${error.message}`;
      throw table?.invalid(name, { reason, next: 'Correct its name or its template.' });
    }
  }
  return table === undefined ? new Map() : section.stringTable('variables');
}

function expectDeclared(names: readonly string[], declared: readonly string[]): void {
  const unknown = names.find((name) => !declared.includes(name));
  if (unknown === undefined) return;
  throw new SyntaxError(`the app declares no variable "${unknown}" under [variables]`);
}
