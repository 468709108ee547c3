import { parseTemplatePath } from './argument-path.ts';

/** A placeholder in a text. */
export interface Placeholder {
  /** What stands between the braces, space included. */
  readonly path: string;
  /** The placeholder with its braces. */
  readonly written: string;
}

/**
 * Replaces the placeholders of a text from left to right in one pass. `${{` begins no placeholder
 * (GitHub's workflow files are full of it). A backslash before one makes it text and disappears;
 * two backslashes are one backslash before a placeholder, as in Handlebars. Braces around anything
 * but a path are text.
 *
 * @param replace gives the text for a placeholder, or null to leave it as written
 */
export function replacePlaceholders(
  text: string,
  replace: (placeholder: Placeholder) => string | null,
): string {
  if (!text.includes('{{')) return text;
  // The lookbehind keeps a long row of backslashes from being tried from each of its members.
  return text.replace(
    /(\$|(?<!\\)\\+)?\{\{([^{}]*)\}\}/g,
    (all, before: string | undefined, path: string) => {
      if (before === '$' || parseTemplatePath(path) === null) return all;
      const backslashes = before?.length ?? 0;
      const kept = '\\'.repeat(Math.floor(backslashes / 2));
      const written = `{{${path}}}`;
      if (backslashes % 2 === 1) return `${kept}${written}`;
      const filling = replace({ path, written });
      return filling === null ? all : `${kept}${filling}`;
    },
  );
}
