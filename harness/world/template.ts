/** A piece of a template: literal text, or the name of an application variable. */
export type TemplatePart = { readonly literal: string } | { readonly variable: string };

/**
 * Parses a Spin template (crates/expressions of Spin): `{{ name }}` is an application variable, the
 * rest is literal; there is no escape.
 *
 * @throws SyntaxError when `{{` has no `}}`.
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{{');
    if (open !== 0) {
      const literal = open === -1 ? rest : rest.slice(0, open);
      parts.push({ literal });
      rest = rest.slice(literal.length);
      continue;
    }
    const close = rest.indexOf('}}', 2);
    if (close === -1) throw new SyntaxError('a "{{" has no matching "}}"');
    parts.push({ variable: rest.slice(2, close).trim() });
    rest = rest.slice(close + 2);
  }
  return parts;
}

/**
 * The names of the application variables that a template refers to, in order.
 *
 * @throws SyntaxError when `{{` has no `}}`.
 */
export function templateVariables(template: string): string[] {
  return parseTemplate(template).flatMap((part) => ('variable' in part ? [part.variable] : []));
}

/**
 * Expands a template; `resolve` gives the text for a variable's name, which is not expanded again.
 *
 * @throws SyntaxError when `{{` has no `}}`.
 */
export function expandTemplate(template: string, resolve: (variable: string) => string): string {
  return parseTemplate(template)
    .map((part) => ('variable' in part ? resolve(part.variable) : part.literal))
    .join('');
}
