import { repeatedKey } from '../../json/repeated-key.ts';
import { isRowObject } from './row-value.ts';

/**
 * The first key that an object has twice in the texts of a row's arguments; undefined where none
 * has. An API and a trainer may each take the other of the two members.
 *
 * @param value is not nested too deep
 */
export function repeatedArgument(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const isText = typeof member === 'string' && isRowObject(value) && OF_ARGUMENTS.has(name);
    const found = isText ? repeatedIn(member) : repeatedArgument(member);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The members that are read as arguments. */
const OF_ARGUMENTS: ReadonlySet<string> = new Set(['arguments', 'tool_input']);

/** Some writers encode the text of an object twice. */
function repeatedIn(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return typeof value === 'string' ? repeatedIn(value) : repeatedKey(text);
}
