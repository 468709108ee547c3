import { readJson } from '../../json/read-json.ts';
import type { ClaimedCall } from '../rows/dataset-row.ts';
import { isRowObject } from '../rows/row-value.ts';
import { type LiteralKind, unguessableTokens } from './guessable-literal.ts';

/** In characters; shorter texts may be the same by chance. */
const SHORTEST = 8;

/** In characters; a longer argument is looked at through its identifiers only. */
const LONGEST = 1_000;

/** In characters; longer runs of letters and digits are data, not identifiers. */
const LONGEST_IDENTIFIER = 128;

/** A literal of a call's arguments that cannot be guessed. */
export interface ArgumentLiteral {
  readonly text: string;
  /** The unconventional tokens, in lower case. */
  readonly tokens: readonly string[];
}

/** A text or number among a call's arguments, with the name of its member. */
interface ArgumentValue {
  readonly name: string;
  readonly text: string;
}

/** The texts of a call's argument of this name, at any depth. */
export function namedArguments(call: ClaimedCall, name: string): readonly string[] {
  return argumentValues(call).flatMap((value) => (value.name === name ? [value.text] : []));
}

/** Whether `holds` accepts one of the texts and numbers among a call's arguments. */
export function someArgument(call: ClaimedCall, holds: (text: string) => boolean): boolean {
  return argumentValues(call).some(({ text }) => holds(text));
}

/**
 * The literals of a call's arguments that cannot be guessed by convention: whole arguments, and
 * identifiers within them.
 */
export function argumentLiterals(call: ClaimedCall): readonly ArgumentLiteral[] {
  const found = new Map<string, ArgumentLiteral>();
  const add = (text: string, kind: LiteralKind): void => {
    if (found.has(text)) return;
    const tokens = unguessableTokens(text, kind);
    if (tokens.length > 0) found.set(text, { text, tokens });
  };
  for (const { name, text } of argumentValues(call)) {
    const whole = text.slice(0, 2 * LONGEST).trim();
    if (whole.length <= LONGEST && [...whole].length >= SHORTEST) add(whole, kindOf(name, whole));
    for (const identifier of identifiersIn(text)) add(identifier, 'text');
  }
  return [...found.values()];
}

/** Runs that mix letters with digits, and long numbers that are not fractions. */
function* identifiersIn(text: string): Generator<string, void, undefined> {
  if (text.length < SHORTEST) return;
  for (const { 0: run, index } of text.matchAll(/[A-Za-z0-9]+/g)) {
    if (run.length < SHORTEST || run.length > LONGEST_IDENTIFIER || !/\d/.test(run)) continue;
    if (/^\d+$/.test(run) && /\d\.$/.test(text.slice(Math.max(0, index - 2), index))) continue;
    if (isInConventionalForm(run, text.slice(Math.max(0, index - LONGEST_IDENTIFIER), index))) {
      continue;
    }
    yield run;
  }
}

/** Whether a run is a colour, or belongs to a digest of a script as HTML has it. */
function isInConventionalForm(run: string, before: string): boolean {
  const isColour = before.endsWith('#') && /^[0-9a-f]{8}$/i.test(run);
  return isColour || /sha(?:256|384|512)-[\w+/]*$/.test(before);
}

/** Members that usually hold prose. */
const SAID = new RegExp(
  `^(?:${[
    '(?:new|old)_(?:str|string|text)|body|code|comments?|contents?|data|description|keywords?',
    'label|message|pattern|prompt|q|query|question|reason|search|source|summary|text|title|topic',
  ].join('|')})$`,
  'i',
);

/**
 * A name is one piece with a punctuation mark, a digit or a change of case in it. A single word
 * does not count: everybody knows cities or libraries.
 */
function kindOf(member: string, text: string): LiteralKind {
  if (SAID.test(member) || !/^[\p{L}\p{M}\p{N}_./\\:@#~+%-]+$/u.test(text)) return 'text';
  return /[^\p{L}\p{M}]|\p{Ll}\p{Lu}/u.test(text) ? 'name' : 'text';
}

/** A call's arguments are searched once for each literal of its row. */
const VALUES = new WeakMap<ClaimedCall, readonly ArgumentValue[]>();

function argumentValues(call: ClaimedCall): readonly ArgumentValue[] {
  const known = VALUES.get(call);
  if (known !== undefined) return known;
  const values: ArgumentValue[] = [];
  const collect = (name: string, value: unknown): void => {
    if (typeof value === 'string') values.push({ name, text: value });
    else if (Array.isArray(value)) for (const one of value) collect(name, one);
    else if (isRowObject(value) && !('isLosslessNumber' in value)) {
      for (const [member, one] of Object.entries(value)) collect(member, one);
    } else if (typeof value !== 'boolean' && value !== null && value !== undefined) {
      values.push({ name, text: String(value) });
    }
  };
  collect('', parsed(call.args));
  VALUES.set(call, values);
  return values;
}

function parsed(args: string | undefined): unknown {
  try {
    return args === undefined ? undefined : readJson(args);
  } catch {
    return undefined;
  }
}
