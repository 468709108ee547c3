import type { Json, JsonObject } from '../json/json.ts';
import { printJson } from '../json/print.ts';
import { findArgument } from './argument-path.ts';
import { replacePlaceholders } from './placeholder.ts';

/**
 * Fills a template with arguments, in one pass: what is inserted is never looked at again.
 *
 * - `{{a}}`, `{{ a.b }}` and `{{a[0].b}}` in texts and names of members become the argument's text
 *   (a string as it is, anything else as JSON text); `${{` and the escape `\{{` stay text.
 * - `{"$arg": "a.b"}` becomes the argument itself, with its type.
 * - `{"$literal": value}` becomes the value untouched.
 * - What names no argument stays as written.
 */
export function fillTemplate(template: Json, args: Json): Json {
  if (typeof template === 'string') return fillText(template, args);
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, args));
  if (!(template instanceof Map)) return template;
  const literal = onlyMember(template, '$literal');
  if (literal !== undefined) return literal;
  const argument = onlyMember(template, '$arg');
  if (typeof argument === 'string') return argumentOr(template, findArgument(args, argument));
  const filled: JsonObject = new Map();
  for (const [name, value] of template) filled.set(fillText(name, args), fillTemplate(value, args));
  return filled;
}

/**
 * The places of a template that no argument can fill, as they are written, each once.
 *
 * @param names the names of the arguments that the tool knows
 */
export function findUnfillable(template: Json, names: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const visit = (part: Json): void => {
    if (typeof part === 'string') visitText(part);
    else if (Array.isArray(part)) part.forEach(visit);
    else if (part instanceof Map) visitObject(part);
  };
  const visitText = (text: string) =>
    replacePlaceholders(text, ({ path, written }) => {
      if (!isKnown(path)) found.add(written);
      return null;
    });
  const visitObject = (object: JsonObject): void => {
    if (onlyMember(object, '$literal') !== undefined) return;
    const argument = onlyMember(object, '$arg');
    if (typeof argument === 'string') {
      if (!isKnown(argument)) found.add(printJson(object));
      return;
    }
    for (const [name, value] of object) {
      visitText(name);
      visit(value);
    }
  };
  const isKnown = (path: string): boolean => {
    const root = /^[^.[\]]+/.exec(path.trim())?.[0];
    return names.has(path.trim()) || (root !== undefined && names.has(root));
  };
  visit(template);
  return [...found];
}

function fillText(text: string, args: Json): string {
  return replacePlaceholders(text, ({ path }) => {
    const value = findArgument(args, path);
    if (value === undefined) return null;
    return typeof value === 'string' ? value : printJson(value);
  });
}

/** An argument may be null, which is a value; one that is absent leaves the template as written. */
function argumentOr(template: JsonObject, argument: Json | undefined): Json {
  return argument === undefined ? template : argument;
}

function onlyMember(object: JsonObject, name: string): Json | undefined {
  return object.size === 1 ? object.get(name) : undefined;
}
