import { visibleText } from './visible-text.ts';

/** A comment up to the end of its line: the text cannot end it, whatever it holds. */
export function lineComment(text: string): string {
  return `// ${visibleText(text)}`;
}

/**
 * A JSON value as an expression of JavaScript, on several lines. A member that is called
 * `__proto__` would set a prototype, and is left to whoever makes the value.
 */
export function literal(value: unknown): string {
  return visibleJson(JSON.stringify(value, null, 2));
}

/** A JSON text with escapes for all that cannot be seen, which is the text of the same value. */
export function visibleJson(text: string): string {
  // Ends of lines are between values only: in strings, JSON has escapes for them.
  return text.split('\n').map(visibleText).join('\n');
}
