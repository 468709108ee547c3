import { HarnessError } from '../errors.ts';
import { expandChaining, parseAllowedHost } from './allowed-hosts.ts';
import { placeholder } from './secrets/fixed-placeholder.ts';
import type { PlaceholderOwner, SecretTemplate } from './secrets/placeholder-text.ts';
import { ownersOf, secretVariables } from './secrets/secret-variables.ts';
import { unusableSecret } from './secrets/usable-secret.ts';
import { expandTemplate } from './template.ts';

/** An application variable as spin.toml declares it: it has a default or is required. */
export interface VariableDeclaration {
  readonly default?: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** The line of its declaration, counted from 1. */
  readonly line: number;
}

/** The settings of a component that depend on application variables; all values are templates. */
export interface ComponentTemplates {
  readonly variables: ReadonlyMap<string, string>;
  readonly allowedOutboundHosts: readonly string[];
  /** The line of the component's declaration, counted from 1. */
  readonly line: number;
}

/** The sources of variables' values; the first that has one wins. */
export interface VariableSources {
  /** The manifest as the user named it, for messages. */
  readonly file: string;
  readonly declarations: ReadonlyMap<string, VariableDeclaration>;
  readonly components: ReadonlyMap<string, ComponentTemplates>;
  /** The starting world's values; its placeholder for a secret says that there is one. */
  readonly world: ReadonlyMap<string, string>;
  /** Values of the command line and the environment. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Where a missing value can be given (default: in the environment). */
  readonly givenIn?: GivenIn | undefined;
}

/**
 * Where the user gives variables: in the environment, only in one kind of file, or in the
 * environment and the scenario; or, in code, in the settings of a session.
 */
export type GivenIn = 'environment' | 'scenario' | 'cassette' | 'world' | 'recording' | 'settings';

/**
 * The values of all variables, as components see them, and the secrets behind their placeholders.
 */
export interface ResolvedVariables {
  /** Application variables by name, placeholders in place of secrets. */
  readonly app: ReadonlyMap<string, string>;
  /**
   * Values of the secrets by variable. A secret that only the starting world speaks of is missing
   * here: enough to replay, not to record.
   */
  readonly secrets: ReadonlyMap<string, string>;
  /** Variables that the starting world names and the app does not declare, sorted. */
  readonly undeclared: readonly string[];
  /** The variables of a component by name. */
  component(id: string): ReadonlyMap<string, string>;
  /** The secret ones whose values are known. */
  secretVariables(id: string): ReadonlyMap<string, SecretTemplate>;
  /** The components that are granted secrets whose values are known, with each of these. */
  readonly owners: readonly PlaceholderOwner[];
  /** The entries of `allowed_outbound_hosts` of a component; each of them parses. */
  allowedHosts(id: string): readonly string[];
}

/**
 * Gives every variable of an app its value and expands the templates of its components.
 *
 * @throws HarnessError `variable-undefined` for a required variable without a value,
 *   `secret-unusable` for a secret that could not be distinguished from ordinary text,
 *   `manifest-invalid` for a template with an unknown variable, or one that expands to an invalid
 *   allowed host.
 */
export function resolveVariables(sources: VariableSources): ResolvedVariables {
  const app = new Map<string, string>();
  const secrets = new Map<string, string>();
  for (const [name, declaration] of sources.declarations) {
    const value = variableValue(sources, name, declaration);
    const isSecret = declaration.secret && value !== '';
    app.set(name, isSecret ? placeholder(name) : value);
    if (isSecret && value !== placeholder(name)) {
      refuseUnusable(sources, name, value);
      secrets.set(name, value);
    }
  }
  const held = secretVariables(sources.components, { app, secrets });
  const components = new Map(
    [...sources.components].map(([id, templates]) => {
      const expand = (template: string): string => expandIn(sources, id, { template, app });
      const variables = new Map(
        [...templates.variables].map(([name, template]) => [name, expand(template)] as const),
      );
      return [id, { variables, allowedHosts: allowedHostsOf(sources, id, expand) }] as const;
    }),
  );
  return {
    app,
    secrets,
    undeclared: [...sources.world.keys()].filter((name) => !app.has(name)).sort(),
    component: (id) => components.get(id)?.variables ?? new Map(),
    secretVariables: (id) => held.get(id) ?? new Map(),
    owners: ownersOf(held),
    allowedHosts: (id) => components.get(id)?.allowedHosts ?? [],
  };
}

function variableValue(
  { world, overrides, file, givenIn = 'environment' }: VariableSources,
  name: string,
  declaration: VariableDeclaration,
): string {
  const override = overrides.get(name) ?? declaration.default;
  const stated = world.get(name);
  // A cassette's placeholder is replaced by the secret in the overrides; without one it remains,
  // because the component saw a placeholder when the cassette was recorded.
  const isPlaceholder = declaration.secret && stated === placeholder(name);
  const value = isPlaceholder && override !== '' ? (override ?? stated) : (stated ?? override);
  if (value !== undefined) return value;
  throw new HarnessError({
    code: 'variable-undefined',
    problem: `Failed to resolve the variable "${name}": it is required and has no value`,
    next: NEXT_STEPS[givenIn](name),
    file,
    line: declaration.line,
  });
}

const NEXT_STEPS: Readonly<Record<GivenIn, (name: string) => string>> = {
  environment: (name) => `Set the environment variable ${environmentName(name)}.`,
  scenario: () => 'Name it in the scenario, under world.variables.',
  cassette: () => 'Name it in the cassette, under world.variables, or record it again.',
  world: () => 'Name it in the file of --world, under world.variables.',
  settings: (name) => `Give it in the settings: { variables: { ${name}: … } }.`,
  recording: (name) =>
    `Set the environment variable ${environmentName(name)}, ` +
    'or name it in the scenario, under world.variables.',
};

function refuseUnusable(sources: VariableSources, name: string, value: string): void {
  const reason = unusableSecret(value, [...sources.declarations.keys()]);
  if (reason === undefined) return;
  // Users should not edit the manifest of an installed app.
  const source = sources.overrides.get(name) === value ? environmentName(name) : 'it';
  throw new HarnessError({
    code: 'secret-unusable',
    problem: `Failed to protect the secret variable "${name}": ${reason}`,
    next:
      `Give ${source} another value; ` +
      'an app of your own may declare a value that is not secret without `secret = true`.',
    file: sources.file,
    line: sources.declarations.get(name)?.line,
  });
}

function expandIn(
  { file, components }: VariableSources,
  id: string,
  { template, app }: { template: string; app: ReadonlyMap<string, string> },
): string {
  return expandTemplate(template, (name) => {
    const value = app.get(name);
    if (value !== undefined) return value;
    throw new HarnessError({
      code: 'manifest-invalid',
      problem:
        `Failed to expand a template of the component "${id}": ` +
        `the app declares no variable "${name}"`,
      next: `Declare "${name}" under [variables].`,
      file,
      line: components.get(id)?.line,
    });
  });
}

// Spin ignores an entry whose template expands to nothing, so an endpoint may be optional.
const EMPTY_ENTRIES: readonly string[] = ['', 'http://', 'https://'];

function allowedHostsOf(
  { file, components }: VariableSources,
  id: string,
  expand: (template: string) => string,
): string[] {
  const templates = components.get(id)?.allowedOutboundHosts ?? [];
  const entries = templates.map(expand).filter((entry) => !EMPTY_ENTRIES.includes(entry));
  try {
    for (const entry of entries) parseAllowedHost(entry);
    return expandChaining(entries, [...components.keys()]);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HarnessError({
      code: 'manifest-invalid',
      problem: `Failed to read allowed_outbound_hosts of the component "${id}": ${error.message}`,
      next: 'Correct the entry, or the variable that its template takes.',
      file,
      line: components.get(id)?.line,
    });
  }
}

/** The environment variable that Spin reads an application variable from. */
export function environmentName(variable: string): string {
  return `SPIN_VARIABLE_${variable.toUpperCase()}`;
}

/**
 * The values that environment variables give to declared application variables, by name.
 *
 * @throws HarnessError `secret-unusable` for a secret with a line break or control character.
 */
export function variablesFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  declarations: ReadonlyMap<string, VariableDeclaration>,
): Map<string, string> {
  const values = new Map<string, string>();
  for (const name of declarations.keys()) {
    const value = environment[environmentName(name)];
    if (value === undefined) continue;
    if (declarations.get(name)?.secret === true) refuseControls(environmentName(name), value);
    values.set(name, value);
  }
  return values;
}

// No header can hold them, and a line break that a file or a command adds is easily overlooked.
// Only PEM keys have several lines.
function refuseControls(variable: string, value: string): void {
  const [found] = /[\0-\x1f\x7f]/.exec(value.includes('-----BEGIN ') ? '' : value) ?? [];
  if (found === undefined) return;
  const isBreak = found === '\n' || found === '\r';
  throw new HarnessError({
    code: 'secret-unusable',
    problem:
      `Failed to read the environment variable ${variable}: ` +
      `the secret holds a ${isBreak ? 'line break' : 'control character'}`,
    next: 'Set it without: `$(cat FILE)`, for one, leaves out the line break at the end of a file.',
  });
}
