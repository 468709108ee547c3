import { HarnessError } from '../errors.ts';

/**
 * One request with its answer, as `nock.recorder.play()` gives it with `output_objects` and as
 * `nock.define` takes it (nock 14, `Definition`), as far as JSON can hold it. What has several
 * forms is left as it is.
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
export function readNockDefinitions(text: string, file: string): NockDefinition[] {
  const value = parsedList(text, file);
  return value.map((item, index) => {
    const place = { file, number: index + 1 };
    if (typeof item === 'string') throw codeRecording(file);
    if (!isRecord(item)) throw invalidDefinition(place, 'it is no object');
    return checked(item, place);
  });
}

/** Where a definition stands, for messages. */
export interface DefinitionPlace {
  readonly file: string;
  /** Counted from 1. */
  readonly number: number;
}

/** The error for a definition that nock could not serve. */
export function invalidDefinition({ file, number }: DefinitionPlace, reason: string): HarnessError {
  return new HarnessError({
    code: 'foreign-invalid',
    problem: `Failed to read nock's definition ${number}: ${reason}`,
    next: 'Give definitions as nock.recorder.play() gives them with output_objects.',
    file,
  });
}

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsedList(text: string, file: string): readonly unknown[] {
  const problem = (reason: string) => `Failed to read nock's definitions: ${reason}`;
  const next = 'Give the JSON of nock.recorder.play(), recorded with output_objects.';
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (Array.isArray(value)) return value;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarnessError({ code: 'foreign-invalid', problem: problem(reason), next, file });
  }
  throw new HarnessError({ code: 'foreign-invalid', problem: problem('no list'), next, file });
}

function codeRecording(file: string): HarnessError {
  return new HarnessError({
    code: 'foreign-invalid',
    problem: "Failed to read nock's definitions: they are written as code",
    next: 'Record with nock.recorder.rec({output_objects: true}), and save what play() gives.',
    file,
  });
}

// These are functions in every use of them, which JSON cannot hold.
const FILTERS = ['filteringPath', 'filteringRequestBody'] as const;

function checked(item: Readonly<Record<string, unknown>>, place: DefinitionPlace): NockDefinition {
  const { scope, method, path, port, status, reply } = item;
  if (typeof scope !== 'string' || !URL.canParse(scope) || !/^https?:/.test(scope)) {
    throw invalidDefinition(place, 'its scope is no URL of http or https');
  }
  if (typeof method !== 'string' || method === '') throw invalidDefinition(place, 'no method');
  if (typeof path !== 'string') throw invalidDefinition(place, 'its path is no text');
  if (port !== undefined && !/^\d+$/.test(String(port))) {
    throw invalidDefinition(place, 'its port is no number');
  }
  if (status !== undefined && !Number.isInteger(status)) {
    throw invalidDefinition(place, 'its status is no whole number');
  }
  if (reply !== undefined && Number.isNaN(Number.parseInt(String(reply), 10))) {
    throw invalidDefinition(place, 'its reply is no status');
  }
  const filter = FILTERS.find((name) => item[name]);
  if (filter !== undefined) throw invalidDefinition(place, `it has a ${filter}`);
  return { ...item, scope, method, path };
}
