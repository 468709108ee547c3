const compiled = new Map<string, RegExp | null>();

/**
 * A schema's `pattern` as a regular expression, or null when it cannot be one. It is read with
 * Unicode rules (ECMA-262, as JSON Schema recommends) and, where only the older rules allow it
 * (`[\w-.]`), with those. Unicode property escapes are refused everywhere, because the engine of
 * the component has none and would take `\p{L}` for other text.
 */
export function compilePattern(pattern: string): RegExp | null {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const expression = hasPropertyEscape(pattern)
    ? null
    : (tryCompile(pattern, 'u') ?? tryCompile(pattern, ''));
  compiled.set(pattern, expression);
  return expression;
}

function hasPropertyEscape(pattern: string): boolean {
  return /(?<!\\)(?:\\\\)*\\[pP]\{/.test(pattern);
}

function tryCompile(pattern: string, flags: string): RegExp | null {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}
