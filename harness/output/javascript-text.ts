import { visibleText } from './visible-text.ts';

/** A line comment that its text cannot end. */
export function lineComment(text: string): string {
  return `// ${visibleText(text)}`;
}

/**
 * A JSON value as an expression of JavaScript, on several lines. A member called `__proto__` would
 * set a prototype; the caller must avoid it.
 */
export function literal(value: unknown): string {
  return visibleJson(JSON.stringify(value, null, 2));
}

/** An equivalent JSON text with escapes for all invisible characters. */
export function visibleJson(text: string): string {
  // Ends of lines are between values only: in strings, JSON has escapes for them.
  return text.split('\n').map(visibleText).join('\n');
}
