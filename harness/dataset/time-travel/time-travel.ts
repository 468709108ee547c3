import { readVfsPath } from '../../../spin-app/protocol/vfs-path.ts';
import type { ClaimedCall, DatasetRow } from '../rows/dataset-row.ts';
import {
  type ArgumentLiteral,
  argumentLiterals,
  namedArguments,
  someArgument,
} from './argument-literals.ts';
import { ReportedTokens } from './reported-tokens.ts';
import { RowMemory } from './row-memory.ts';

/** A literal that a call used before it appeared. */
export interface Foreknowledge {
  readonly literal: string;
  /** The step whose answer contains it. */
  readonly reportedBy: number;
}

/** A row is judged once for each contract, but this does not depend on the contract. */
const KNOWN = new WeakMap<DatasetRow, ReadonlyMap<ClaimedCall, Foreknowledge>>();

/**
 * The first literal among a call's arguments that an answer of the same or a later turn contains,
 * that nothing before the turn contains, and that cannot be guessed. An answer counts only if it
 * does not merely echo its own call's arguments, or the effects of the first call.
 */
export function foreknowledge(row: DatasetRow, call: ClaimedCall): Foreknowledge | undefined {
  const known = KNOWN.get(row) ?? foreknowledgeIn(row);
  KNOWN.set(row, known);
  return known.get(call);
}

/** Takes time in proportion to the length of the row. */
function foreknowledgeIn(row: DatasetRow): Map<ClaimedCall, Foreknowledge> {
  const found = new Map<ClaimedCall, Foreknowledge>();
  const shown = row.calls.filter((call) => call.isShown);
  if (shown.length < 2) return found;
  const used = shown.map((call) => ({ call, literals: argumentLiterals(call) }));
  const sought = used.flatMap(({ literals }) => literals.map(({ text }) => text));
  if (sought.length === 0) return found;
  const reported = new ReportedTokens(shown, sought);
  const memory = new RowMemory(row);
  for (const { call, literals } of used) {
    for (const literal of literals) {
      const tellers = reported.callsThatMayTell(literal.text);
      const teller = tellers.find((other) => isReportedLater({ call, other, literal, memory }));
      if (teller === undefined || memory.knows(call, literal)) continue;
      found.set(call, { literal: literal.text, reportedBy: teller.step });
      break;
    }
  }
  return found;
}

function isReportedLater(use: {
  readonly call: ClaimedCall;
  readonly other: ClaimedCall;
  readonly literal: ArgumentLiteral;
  readonly memory: RowMemory;
}): boolean {
  const { call, other, literal, memory } = use;
  if (other === call || other.turn < call.turn || other.answer === undefined) return false;
  return (
    memory.contains(other.answer, literal.text) &&
    !someArgument(other, (own) => memory.holds(own, literal.text)) &&
    !causes(call, other, literal.text)
  );
}

/** Whether a call may be the cause of a literal in a later answer. */
function causes(call: ClaimedCall, later: ClaimedCall, literal: string): boolean {
  if (later.step < call.step || isReading(call.tool)) return false;
  const [path] = namedArguments(call, 'file_path');
  if (call.tool !== 'write_file' || path === undefined) return true;
  if (later.tool === 'list_files') return path.includes(literal);
  if (later.tool === 'read_file') return isSamePath(namedArguments(later, 'file_path')[0], path);
  return SEES_FILES.test(later.tool);
}

/** Names of tools that may show the contents of any file. */
const SEES_FILES = /file|grep|search|dir|tree|shell|bash|exec|run|command|diff|git|code/i;

/** Whether two spellings may name one file, under any contract. */
function isSamePath(one: string | undefined, other: string): boolean {
  if (one === undefined || one === other) return one === other;
  return readVfsPath(one)?.canonical === readVfsPath(other)?.canonical;
}

/** Names of tools that, by the conventions of MCP servers, change nothing. */
function isReading(tool: string): boolean {
  return /(?:^|_)(?:read|get|list|search|find|fetch|show|describe|query|view|status)(?:_|$)/i.test(
    tool,
  );
}
