import { parseTemplate } from '../template.ts';
import type { PlaceholderOwner, SecretTemplate } from './placeholder-text.ts';

/** By component, its variables that hold secrets. */
export type SecretVariables = ReadonlyMap<string, ReadonlyMap<string, SecretTemplate>>;

/**
 * The variables of components that hold secrets whose values are known.
 *
 * @param values `app`: the application's variables; `secrets`: those that are secret and known
 */
export function secretVariables(
  components: ReadonlyMap<string, { readonly variables: ReadonlyMap<string, string> }>,
  values: {
    readonly app: ReadonlyMap<string, string>;
    readonly secrets: ReadonlyMap<string, string>;
  },
): SecretVariables {
  const { app, secrets } = values;
  const parts = (template: string): SecretTemplate =>
    parseTemplate(template).map((part) => {
      if ('literal' in part) return part.literal;
      const { variable } = part;
      return secrets.has(variable) ? { secret: variable } : (app.get(variable) ?? '');
    });
  const held = (variables: ReadonlyMap<string, string>): ReadonlyMap<string, SecretTemplate> =>
    new Map(
      [...variables]
        .map(([name, template]) => [name, parts(template)] as const)
        .filter(([, template]) => template.some((part) => typeof part !== 'string')),
    );
  return new Map([...components].map(([id, { variables }]) => [id, held(variables)]));
}

/** Each component with each secret that it is granted. */
export function ownersOf(held: SecretVariables): PlaceholderOwner[] {
  return [...held].flatMap(([component, variables]) => {
    const parts = [...variables.values()].flat();
    const names = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.secret]));
    return [...new Set(names)].map((variable) => ({ component, variable }));
  });
}
