import { mergeMarkLine } from '../../cassette/yaml/merge-marks.ts';
import { HarnessError } from '../../errors.ts';
import { FOREIGN_DEPTH_LIMIT, tooDeepAt } from '../../json/json-depth.ts';
import { jsonFault } from '../../json/json-fault.ts';
import { suggestion } from '../../suggestion.ts';
import { lineInList } from '../line-in-list.ts';

/**
 * One request with its answer, as `nock.recorder.play()` gives it with `output_objects` and as
 * `nock.define` takes it (nock 14, `Definition`), as far as JSON can hold it. Members with several
 * forms are kept as they are.
 */
export interface NockDefinition {
  readonly scope: string;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly port?: number | string;
  /** Text, the value of JSON, or bytes in hexadecimal; absent: any body. */
  readonly body?: unknown;
  readonly status?: number;
  /** An old spelling of `status`. */
  readonly reply?: string;
  /** Text, the value of JSON, bytes in hexadecimal, or a list of these. */
  readonly response?: unknown;
  readonly responseIsBinary?: boolean;
  /** Names and values in turn, or values by name. */
  readonly rawHeaders?: unknown;
  /** An old spelling of `rawHeaders`. */
  readonly headers?: unknown;
  readonly reqheaders?: unknown;
  readonly badheaders?: unknown;
  readonly options?: unknown;
}

/**
 * Reads a JSON file of definitions.
 *
 * @throws HarnessError `foreign-invalid` with the place and the next step.
 */
export function readNockDefinitions(marked: string, file: string): NockDefinition[] {
  const text = marked.replace(/^\uFEFF/, '');
  const value = parsedList(text, file);
  if (value.length === 0) throw invalidFile(file, 'the list is empty', { next: NOTHING_RECORDED });
  return value.map((item, index) => {
    const place = { file, number: index + 1, text };
    if (typeof item === 'string') throw codeRecording(file);
    if (!isRecord(item)) throw invalidDefinition(place, 'it is not an object');
    refuseUnknown(item, place);
    return checked(item, place);
  });
}

/** The position of a definition, for messages. */
export interface DefinitionPlace {
  readonly file: string;
  /** Counted from 1. */
  readonly number: number;
  /** Of the file. */
  readonly text: string;
}

/** The context of an error. */
interface FaultDetails {
  /** The member of the definition at which it is. */
  readonly member?: string;
  readonly next?: string;
}

/** The error for a definition that nock could not serve. */
export function invalidDefinition(
  { file, number, text }: DefinitionPlace,
  reason: string,
  { member, next = AS_NOCK }: FaultDetails = {},
): HarnessError {
  return new HarnessError({
    code: 'foreign-invalid',
    problem: `Failed to read nock's definition ${number}: ${reason}`,
    next,
    file,
    line: lineInList(text, number - 1, member) ?? lineInList(text, number - 1),
  });
}

const AS_NOCK = 'Give definitions as nock.recorder.play() gives them with output_objects.';

/** Whether a value is an object with named members. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const WHOLE_FILE = 'Give the JSON of nock.recorder.play(), recorded with output_objects.';
const NOTHING_RECORDED =
  'Call nock.recorder.rec() before the requests are sent, and save what play() gives after them.';

const DEEP = 'Remove the definition; only an attack nests so deep.';

function parsedList(text: string, file: string): readonly unknown[] {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const reason = `it is nested deeper than ${FOREIGN_DEPTH_LIMIT} levels`;
    throw invalidFile(file, reason, { next: DEEP, line: text.slice(0, deep).split('\n').length });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const line = mergeMarkLine(text);
    if (line !== undefined) {
      const next = 'Take one side of the merge, or resolve it by hand.';
      throw invalidFile(file, 'it holds the conflict marks of a merge', { line, next });
    }
    const fault = jsonFault(text);
    throw invalidFile(file, `it is not JSON: ${fault.reason}`, { line: fault.line, cause });
  }
  if (Array.isArray(value)) return value;
  throw invalidFile(file, 'it is not a list', { line: 1 });
}

function invalidFile(
  file: string,
  reason: string,
  { next = WHOLE_FILE, ...rest }: { next?: string; line?: number; cause?: unknown },
): HarnessError {
  const problem = `Failed to read nock's definitions: ${reason}`;
  return new HarnessError({ code: 'foreign-invalid', problem, next, file, ...rest });
}

function codeRecording(file: string): HarnessError {
  const next = 'Record with nock.recorder.rec({output_objects: true}), and save what play() gives.';
  return invalidFile(file, 'they are written as code', { next });
}

/** Members that nock's recorder writes and `nock.define` reads, in current and older versions. */
const MEMBERS: readonly string[] = [
  ...['scope', 'method', 'path', 'port', 'body', 'status', 'reply', 'response', 'options'],
  ...['responseIsBinary', 'rawHeaders', 'headers', 'reqheaders', 'badheaders'],
  ...['filteringPath', 'filteringRequestBody'],
];

/** Those of nock's `Options` that JSON can hold. */
const OPTIONS: readonly string[] = [
  'allowUnmocked',
  'encodedQueryParams',
  'reqheaders',
  'badheaders',
];

// Nock ignores unknown members, and then serves something other than intended.
function refuseUnknown(item: Readonly<Record<string, unknown>>, place: DefinitionPlace): void {
  const member = unknownName(item, MEMBERS);
  if (member !== undefined) {
    const next = nextFor(member, MEMBERS);
    throw invalidDefinition(place, `nock knows no ${JSON.stringify(member)}`, { member, next });
  }
  const { options } = item;
  const option = isRecord(options) ? unknownName(options, OPTIONS) : undefined;
  if (option === undefined) return;
  const next = nextFor(option, OPTIONS);
  const reason = `nock knows no option ${JSON.stringify(option)}`;
  throw invalidDefinition(place, reason, { member: 'options', next });
}

function unknownName(
  item: Readonly<Record<string, unknown>>,
  known: readonly string[],
): string | undefined {
  return Object.keys(item).find((name) => !known.includes(name));
}

function nextFor(name: string, known: readonly string[]): string {
  const near = suggestion(name, known);
  return near === undefined
    ? `Take it out; nock knows ${known.join(', ')}.`
    : `Did you mean ${near}?`;
}

// These are always functions, which JSON cannot hold.
const FILTERS = ['filteringPath', 'filteringRequestBody'] as const;

function checked(item: Readonly<Record<string, unknown>>, place: DefinitionPlace): NockDefinition {
  const { scope, method, path, port, status, reply } = item;
  if (typeof scope !== 'string' || !URL.canParse(scope) || !/^https?:/.test(scope)) {
    throw invalidDefinition(place, 'its scope is not an http or https URL', {
      member: 'scope',
    });
  }
  if (typeof method !== 'string' || method === '') throw invalidDefinition(place, 'no method');
  if (typeof path !== 'string')
    throw invalidDefinition(place, 'its path is not a text', { member: 'path' });
  if (port !== undefined && !/^\d+$/.test(scalarText(port) ?? '')) {
    throw invalidDefinition(place, 'its port is not a number', { member: 'port' });
  }
  if (status !== undefined && !Number.isInteger(status)) {
    throw invalidDefinition(place, 'its status is not an integer', { member: 'status' });
  }
  if (reply !== undefined && Number.isNaN(Number.parseInt(scalarText(reply) ?? '', 10))) {
    throw invalidDefinition(place, 'its reply is not a status', { member: 'reply' });
  }
  const filter = FILTERS.find((name) => item[name]);
  if (filter !== undefined)
    throw invalidDefinition(place, `it has a ${filter}`, { member: filter });
  return { ...item, scope, method, path };
}

/**
 * The text of a JSON value that is neither an object nor an array, otherwise undefined: an object
 * may have a member toString, for which `String` throws.
 */
export function scalarText(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? undefined : String(value);
}
