import { readVfsPath } from '../../spin-app/protocol/vfs-path.ts';
import type { ClaimedCall, DatasetRow } from './dataset-row.ts';
import { readJson } from './read-json.ts';
import { isRowObject } from './row-value.ts';

/** In characters; shorter texts may be the same by chance. */
const SHORTEST = 8;

/** A literal that a call used before anything had told it. */
export interface Foreknowledge {
  readonly literal: string;
  /** The step whose answer tells it. */
  readonly toldBy: number;
}

/**
 * The first literal among a call's arguments that an answer of the same turn or a later one tells
 * and nothing before the turn does. An answer counts only where it does not merely give back what
 * its own call said, or what the first call itself brought about.
 */
export function foreknowledge(row: DatasetRow, call: ClaimedCall): Foreknowledge | undefined {
  for (const literal of literalsOf(call)) {
    const spellings = spellingsOf(literal);
    const teller = row.calls.find(
      (other) =>
        other !== call &&
        other.isShown &&
        other.turn >= call.turn &&
        tells(other.answer, spellings) &&
        !holds(other, literal) &&
        !causes(call, other, literal),
    );
    if (teller === undefined || isKnownBefore(row, call, literal)) continue;
    return { literal, toldBy: teller.step };
  }
  return undefined;
}

function isKnownBefore(row: DatasetRow, call: ClaimedCall, literal: string): boolean {
  const spellings = spellingsOf(literal);
  return (
    row.texts.some(({ text, turn }) => turn <= call.turn && tells(text, spellings)) ||
    row.calls.some(
      (other) =>
        other !== call &&
        ((other.turn < call.turn && tells(other.answer, spellings)) ||
          (other.step < call.step && holds(other, literal))),
    )
  );
}

/** Whether a call may be why a later answer has the literal. */
function causes(call: ClaimedCall, later: ClaimedCall, literal: string): boolean {
  if (later.step < call.step || isReading(call.tool)) return false;
  const path = argument(call, 'file_path');
  if (call.tool !== 'write_file' || path === undefined) return true;
  if (later.tool === 'list_files') return path.includes(literal);
  return isSamePath(argument(later, 'file_path'), path);
}

/** Whether two spellings may name one file, under any contract. */
function isSamePath(one: string | undefined, other: string): boolean {
  if (one === undefined || one === other) return one === other;
  return readVfsPath(one)?.canonical === readVfsPath(other)?.canonical;
}

/** Names of tools that, by the custom of MCP servers, change nothing. */
function isReading(tool: string): boolean {
  return /(?:^|_)(?:read|get|list|search|find|fetch|show|describe|query|view|status)(?:_|$)/i.test(
    tool,
  );
}

/** A call's literals are asked for once for each other call of its row. */
const LITERALS = new WeakMap<ClaimedCall, readonly string[]>();

function literalsOf(call: ClaimedCall): readonly string[] {
  const known = LITERALS.get(call);
  if (known !== undefined) return known;
  const literals = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if ([...value.slice(0, 2 * SHORTEST)].length >= SHORTEST) literals.add(value);
    } else if (Array.isArray(value)) value.forEach(collect);
    else if (isRowObject(value) && !('isLosslessNumber' in value)) {
      Object.values(value).forEach(collect);
    } else if (typeof value !== 'boolean' && value !== null && value !== undefined) {
      const digits = String(value);
      if (digits.length >= SHORTEST) literals.add(digits);
    }
  };
  collect(parsed(call.args));
  const found = [...literals];
  LITERALS.set(call, found);
  return found;
}

function argument(call: ClaimedCall, name: string): string | undefined {
  const value = parsed(call.args);
  const found = isRowObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function holds(call: ClaimedCall, literal: string): boolean {
  return literalsOf(call).some((other) => other.includes(literal));
}

/** A literal as it is, and escaped as JSON does it, in Python's way too. */
function spellingsOf(literal: string): readonly string[] {
  const escaped = JSON.stringify(literal).slice(1, -1);
  const ascii = escaped.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [...new Set([literal, escaped, ascii])];
}

function tells(text: string | undefined, spellings: readonly string[]): boolean {
  return text !== undefined && spellings.some((spelling) => text.includes(spelling));
}

function parsed(args: string | undefined): unknown {
  try {
    return args === undefined ? undefined : readJson(args);
  } catch {
    return undefined;
  }
}
