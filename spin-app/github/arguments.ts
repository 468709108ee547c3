import { isJsonObject, jsonTypeName } from '../protocol/json-body.ts';
import { invalidArguments } from './github-failure.ts';
import type { Parameter, Parameters } from './parameter.ts';

/** Values with longer JSON are told by their type. */
const LONGEST_SHOWN = 40;

/** The arguments of one call after they were checked against the tool's parameters. */
export class Arguments {
  readonly #values: ReadonlyMap<string, unknown>;

  /**
   * Checks what a caller sent. Null and an empty string count as left out, because language models
   * fill optional arguments with them. Unless `strict`, unknown arguments are ignored, and what is
   * no object counts as an empty one.
   *
   * @throws GithubFailure InvalidArguments, naming the argument.
   */
  constructor(parameters: Parameters, sent: unknown, { strict }: { readonly strict: boolean }) {
    const given = new Map(Object.entries(isJsonObject(sent) ? sent : {}));
    if (strict) checkShape(parameters, sent);
    const entries = Object.entries(parameters);
    if (entries.some(([name, { required }]) => required && isLeftOut(given.get(name)))) {
      const names = entries.filter(([, { required }]) => required).map(([name]) => name);
      throw invalidArguments(`Missing required: ${names.join(', ')}`);
    }
    this.#values = new Map(
      entries.map(([name, parameter]) => {
        const value = given.get(name);
        if (isLeftOut(value)) return [name, parameter.default];
        checkValue(name, parameter, value);
        return [name, value];
      }),
    );
  }

  /** A string argument; empty when it was left out and has no default. */
  text(name: string): string {
    const value = this.#values.get(name);
    return typeof value === 'string' ? value : '';
  }

  /** An integer argument from 1 on, or null when it was left out and has no default. */
  integer(name: string): number | null {
    const value = this.#values.get(name);
    return typeof value === 'number' ? value : null;
  }

  /** A yes-or-no argument; false when it was left out and has no default. */
  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }

  /** A list of strings; empty when it was left out. */
  list(name: string): readonly string[] {
    const value = this.#values.get(name);
    return isStringList(value) ? value : [];
  }
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isStringList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function checkShape(parameters: Parameters, sent: unknown): void {
  if (!isJsonObject(sent))
    throw invalidArguments(`args must be an object, not ${jsonTypeName(sent)}`);
  const surplus = Object.keys(sent).find((name) => !Object.hasOwn(parameters, name));
  if (surplus !== undefined) throw invalidArguments(`Unknown argument: ${surplus}`);
}

function checkValue(name: string, { type, choices }: Parameter, value: unknown): void {
  const complaint = (expected: string) =>
    invalidArguments(`Argument ${name} must be ${expected}, not ${shown(value)}`);
  if (type === 'integer') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
      throw complaint('an integer from 1 on');
    }
  } else if (type === 'boolean') {
    if (typeof value !== 'boolean') throw complaint('true or false');
  } else if (type === 'string-list') {
    if (!isStringList(value)) throw complaint('a list of strings');
  } else {
    if (typeof value !== 'string') throw complaint('a string');
    if (choices && !choices.includes(value)) throw complaint(`one of ${choices.join(', ')}`);
  }
}

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length <= LONGEST_SHOWN ? json : jsonTypeName(value);
}
