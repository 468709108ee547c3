/**
 * Why a text is not an identifier of the manifest format; undefined when it is one. An identifier
 * is words between delimiters, each a letter followed by letters and digits of one case
 * (crates/serde of Spin).
 */
export function identifierFault(
  text: string,
  { delimiter, lowerCase }: { delimiter: '-' | '_'; lowerCase: boolean },
): string | undefined {
  const wrong = delimiter === '-' ? '_' : '-';
  if (text.includes(wrong))
    return `its words are separated by "${wrong}" instead of "${delimiter}"`;
  const word = lowerCase ? /^[a-z][a-z0-9]*$/ : /^(?:[a-z][a-z0-9]*|[A-Z][A-Z0-9]*)$/;
  const bad = text.split(delimiter).find((part) => !word.test(part));
  if (bad === undefined) return undefined;
  const cases = lowerCase ? 'lower-case letters' : 'letters of one case';
  return `its word "${bad}" is not a letter followed by ${cases} and digits`;
}
