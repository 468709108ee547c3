import { shallowJson } from '../../../json/json-depth.ts';
import { isNothing, isRowObject, type RowObject } from '../row-value.ts';
import { callWithin, plainName } from './call-likeness.ts';

/**
 * What in a list of tool descriptions is not a description but may be a call or its result, as
 * text; undefined where nothing is. A description has schemas where a call has values.
 *
 * @param column the name of the list in the words of a note
 */
export function valueAmongTools(value: unknown, column: string): string | undefined {
  if (typeof value === 'string') {
    return /^\s*[[{]/.test(value) ? valueAmongTools(shallowJson(value)?.value, column) : undefined;
  }
  const tools = Array.isArray(value) ? value : mapped(value);
  for (const tool of tools) {
    const member = isRowObject(tool) ? valueIn(tool) : callWithin(tool, LOOK);
    if (member === undefined) continue;
    const what = member === '' ? 'something' : `a tool with ${member}`;
    return `${column} has ${what} that is not a description`;
  }
  return undefined;
}

const LOOK = { path: '', isDecoding: true } as const;

/** Some writers have the descriptions by the names of their tools. */
function mapped(value: unknown): readonly unknown[] {
  if (!isRowObject(value)) return [];
  const isOne = ['name', 'function', 'type'].some((key) => !isRowObject(value[key] ?? {}));
  return isOne || !Object.values(value).every(isRowObject) ? [value] : Object.values(value);
}

/** The member of a description that is none; empty if all of it is. */
function valueIn(tool: RowObject): string | undefined {
  const others: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(tool)) {
    const plain = plainName(name);
    if (isNothing(member) || OF_TEXT.has(plain)) continue;
    if (plain === 'function' && isRowObject(member)) {
      const within = valueIn(member);
      if (within !== undefined) return within === '' ? name : `${name}.${within}`;
    } else if (!OF_SCHEMA.has(plain)) others[name] = member;
    else if (!isSchema(member)) return name;
  }
  return callWithin(others, LOOK);
}

const OF_TEXT: ReadonlySet<string> = new Set(['description', 'returns', 'return']);

/** Members that are schemas in a description, and values in a call. */
const OF_SCHEMA: ReadonlySet<string> = new Set([
  ...['parameters', 'params', 'inputschema', 'outputschema', 'schema', 'input'],
  ...['arguments', 'args', 'kwargs', 'toolinput', 'actioninput', 'functionargs'],
  ...['result', 'output', 'response', 'observation', 'content', 'answer', 'tooloutput'],
]);

/** JSON Schema, or what older writers have instead: parameters by name, or a list of them. */
function isSchema(value: unknown): boolean {
  if (isNothing(value)) return true;
  if (typeof value === 'string') return isTypeName(value) || isSchemaText(value);
  if (Array.isArray(value)) return value.every((one) => isRowObject(one) && isSchemaObject(one));
  return isRowObject(value) && (isSchemaObject(value) || Object.values(value).every(isParameter));
}

function isSchemaText(text: string): boolean {
  const value = /^\s*[[{]/.test(text) ? shallowJson(text)?.value : undefined;
  return value !== undefined && isSchema(value);
}

function isSchemaObject(value: RowObject): boolean {
  const { type } = value;
  if (Array.isArray(type) ? type.every(isTypeName) : isTypeName(type)) return true;
  return ['properties', '$ref', 'anyOf', 'oneOf', 'allOf', 'enum', '$schema'].some(
    (key) => !isNothing(value[key]) && typeof value[key] !== 'number',
  );
}

function isParameter(value: unknown): boolean {
  return isTypeName(value) || (isRowObject(value) && (isSchemaObject(value) || isNothing(value)));
}

/** A type of JSON Schema or Python: `string`, `List[int]`, `str, optional`. */
function isTypeName(value: unknown): boolean {
  const [, name = ''] = typeof value === 'string' ? (TYPE.exec(value) ?? []) : [];
  return TYPE_NAMES.has(name.toLowerCase());
}

const TYPE = /^(\w{3,8})(?:\[[\w\s,[\].]{0,80}\])?(?:,? optional)?$/i;

const TYPE_NAMES: ReadonlySet<string> = new Set([
  ...['str', 'string', 'int', 'integer', 'float', 'double', 'number', 'bool', 'boolean'],
  ...['list', 'array', 'dict', 'object', 'tuple', 'set', 'any', 'null', 'none'],
  ...['date', 'datetime', 'enum', 'union', 'optional'],
]);
