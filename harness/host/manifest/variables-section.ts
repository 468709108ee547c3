import type { VariableDeclaration } from '../../world/variables.ts';
import { identifierFault } from './identifier.ts';
import type { ManifestSection } from './manifest-section.ts';

/**
 * Reads `[variables]`, the application variables.
 *
 * @throws HarnessError `manifest-invalid` for a name that is not lower snake case, or a variable
 * that is neither required nor has a default.
 */
export function readVariableDeclarations(
  section: ManifestSection | undefined,
): ReadonlyMap<string, VariableDeclaration> {
  const declarations = new Map<string, VariableDeclaration>();
  for (const name of section?.names ?? []) {
    const fault = identifierFault(name, { delimiter: '_', lowerCase: true });
    if (fault !== undefined) {
      const reason = `"${name}" is not a variable name: ${fault}`;
      throw section?.invalid(name, { reason, next: 'Use lower_snake_case.' });
    }
    const variable = section?.table(name);
    if (variable !== undefined) declarations.set(name, readDeclaration(variable, name));
  }
  return declarations;
}

function readDeclaration(section: ManifestSection, name: string): VariableDeclaration {
  section.expectNames(['description', 'required', 'default', 'secret']);
  const fallback = section.string('default');
  const required = section.boolean('required') ?? false;
  if (required === (fallback !== undefined)) {
    throw section.invalid('default', {
      reason: required
        ? `"${name}" is required and has a default`
        : `"${name}" is not required and has no default`,
      next: 'Write either `required = true` or `default = "…"`.',
    });
  }
  return {
    ...(fallback === undefined ? {} : { default: fallback }),
    required,
    secret: section.boolean('secret') ?? false,
    line: section.line,
  };
}
