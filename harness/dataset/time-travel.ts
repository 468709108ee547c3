import { readVfsPath } from '../../spin-app/protocol/vfs-path.ts';
import { parseJson } from '../tool-call/json-text.ts';
import type { ClaimedCall, DatasetRow } from './dataset-row.ts';
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
  const later = row.calls.filter(
    (other) => other !== call && other.isShown && other.turn >= call.turn,
  );
  if (later.length === 0) return undefined;
  for (const literal of literalsOf(call.args)) {
    if (isKnownBefore(row, call, literal)) continue;
    const teller = later.find(
      (other) =>
        tells(other.answer, literal) &&
        !holds(other.args, literal) &&
        !causes(call, other, literal),
    );
    if (teller !== undefined) return { literal, toldBy: teller.step };
  }
  return undefined;
}

function isKnownBefore(row: DatasetRow, call: ClaimedCall, literal: string): boolean {
  const said = row.texts.some(({ text, turn }) => turn <= call.turn && tells(text, literal));
  return (
    said ||
    row.calls.some(
      (other) =>
        other !== call &&
        ((other.turn < call.turn && tells(other.answer, literal)) ||
          (other.step < call.step && holds(other.args, literal))),
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

function literalsOf(args: string | undefined): string[] {
  const literals = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value === 'string') {
      if ([...value.slice(0, 2 * SHORTEST)].length >= SHORTEST) literals.add(value);
    } else if (Array.isArray(value)) value.forEach(collect);
    else if (isRowObject(value) && !('isLosslessNumber' in value)) {
      Object.values(value).forEach(collect);
    } else if (typeof value !== 'boolean' && value !== null) {
      const digits = String(value);
      if (digits.length >= SHORTEST) literals.add(digits);
    }
  };
  collect(parsed(args));
  return [...literals];
}

function argument(call: ClaimedCall, name: string): string | undefined {
  const value = parsed(call.args);
  const found = isRowObject(value) ? value[name] : undefined;
  return typeof found === 'string' ? found : undefined;
}

function holds(args: string | undefined, literal: string): boolean {
  return literalsOf(args).some((other) => other.includes(literal));
}

/** Whether a text has the literal, as it is or escaped as JSON does it, in Python's way too. */
function tells(text: string | undefined, literal: string): boolean {
  if (text === undefined) return false;
  if (text.includes(literal)) return true;
  const escaped = JSON.stringify(literal).slice(1, -1);
  if (escaped !== literal && text.includes(escaped)) return true;
  const ascii = escaped.replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return ascii !== escaped && text.includes(ascii);
}

function parsed(args: string | undefined): unknown {
  try {
    return args === undefined ? undefined : parseJson(args);
  } catch {
    return undefined;
  }
}
