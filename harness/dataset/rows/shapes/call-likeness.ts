import { shallowJson } from '../../../json/json-depth.ts';
import { isNothing, isRowObject, type RowObject } from '../row-value.ts';
import { roleOf } from './message-role.ts';

/** Where a value is, in the words of a note: `metadata.tool_context`. */
type Path = string;

/** What to look into. */
interface Look {
  readonly path: Path;
  /** Whether texts that are JSON are looked into too. */
  readonly isDecoding: boolean;
  /** Whether it is from the text of a message, which may be about actions and who said what. */
  readonly isOfText?: boolean;
}

/**
 * Where in a value that is not read something looks like a call, an answer or an execution;
 * undefined where nothing does. What is found by its shape is found whatever the value is called:
 * an object with a tool and arguments, or a tool and an answer, or a message. By its name is found
 * what other APIs call so: `toolCalls`, `function_response`.
 */
export function callWithin(value: unknown, look: Look): Path | undefined {
  if (typeof value === 'string') return look.isDecoding ? callInText(value, look) : undefined;
  if (Array.isArray(value)) return firstOf(value, (one) => callWithin(one, look));
  if (!isRowObject(value)) return undefined;
  const isFound = look.isOfText === true ? isTextualCall(value) : isCall(value) || isMessage(value);
  if (isFound) return look.path;
  return firstOf(Object.entries(value), ([name, member]) => {
    const path = look.path === '' ? name : `${look.path}.${name}`;
    return isNamedCall(name, member) ? path : callWithin(member, { ...look, path });
  });
}

function callInText(text: string, look: Look): Path | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  return callWithin(shallowJson(text)?.value, { ...look, isDecoding: false });
}

function firstOf<One>(
  values: readonly One[],
  find: (value: One) => Path | undefined,
): Path | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

const TOOL = ['functionname', 'toolname', 'function', 'tool', 'toolused', 'action'];
const ARGUMENTS = ['arguments', 'args', 'kwargs', 'toolinput', 'actioninput', 'functionargs'];
const INPUT = ['input', 'parameters', 'params'];
const ANSWER = ['result', 'output', 'response', 'observation', 'content', 'answer'];

/** Whether arguments are in a member of this name. */
export function isArgumentName(name: string): boolean {
  const plain = plainName(name);
  return ARGUMENTS.includes(plain) || INPUT.includes(plain);
}

/** A call, or an answer with the name or the role of its tool. */
function isTextualCall(value: RowObject): boolean {
  const { action: _, function: __, ...others } = value;
  const isGiven = Object.keys(value).some(isArgumentName);
  if (isCall(isGiven ? value : others)) return true;
  const role = roleOf(value);
  return (role === 'tool' || role === 'function') && isMessage(value);
}

/** A tool with what it was given, or with what it gave. */
function isCall(value: RowObject): boolean {
  const said = new Map(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== '')
      .map(([name, member]) => [plainName(name), member]),
  );
  const has = (names: readonly string[]): boolean => names.some((name) => said.has(name));
  if (TOOL.some((name) => hasContent(said.get(name)))) {
    return has(ARGUMENTS) || has(INPUT) || has(ANSWER);
  }
  if (!hasContent(said.get('name')) || isDescription(said)) return false;
  return has(ARGUMENTS) || INPUT.some((name) => typeof said.get(name) === 'object');
}

/** A tool as it is described to a model: with the schema of its arguments, and none of them. */
function isDescription(said: ReadonlyMap<string, unknown>): boolean {
  const schema = said.get('parameters');
  const isSchema = isRowObject(schema) && ('properties' in schema || 'type' in schema);
  return isSchema && typeof said.get('description') === 'string' && !said.has('arguments');
}

/** Somebody who says something. */
function isMessage(value: RowObject): boolean {
  const isBy = ['role', 'from'].some((name) => typeof value[name] === 'string');
  return isBy && ['content', 'value', 'parts'].some((name) => !isNothing(value[name]));
}

const NAMED = /^(?:tool|function)s?(?:call|use|result|response|output|invocation|execution)s?$/;
const OF_LISTS = new Set(['calls', 'actions', 'executions', 'invocations', 'toolcontext']);

/** Whether a member is of calls or their answers by its name. */
export function isNamedCall(name: string, value: unknown): boolean {
  if (name.length > LONGEST_NAME || !hasContent(value)) return false;
  const plain = plainName(name);
  return NAMED.test(plain) || (OF_LISTS.has(plain) && holdsObject(value));
}

/** Whether the type of a part is that of a call or an answer: `tool_use`, `function`. */
export function isTypeOfCalls(type: unknown): type is string {
  if (typeof type !== 'string' || type.length > LONGEST_NAME) return false;
  const plain = plainName(type);
  return NAMED.test(plain) || /^(?:tool|function|custom|customtoolcall|mcpcall)$/.test(plain);
}

const LONGEST_NAME = 40;

/** Flags such as `tool_use: true` are not calls. */
function hasContent(value: unknown): boolean {
  return !isNothing(value) && (typeof value === 'object' || typeof value === 'string');
}

function holdsObject(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsObject);
  return isRowObject(value) && !isNothing(value);
}

/** `tool-use`, `toolUse` and `tool_use` are one name. */
export function plainName(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');
}
