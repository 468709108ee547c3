import type { WasmReader } from './wasm-reader.ts';

/** First bytes that are followed by the number of the instruction. */
export const PREFIX = { bulk: 0xfc, vector: 0xfd } as const;

/** An instruction without its immediates. */
export interface Opcode {
  /** The first byte. */
  readonly byte: number;
  /** The number after a {@link PREFIX}. */
  readonly number?: number;
}

/**
 * Reads an instruction of a function body (5.4), its immediates included.
 *
 * @returns undefined for an instruction that this reader does not know, whose end is then unknown
 * too
 */
export function readInstruction(code: WasmReader): Opcode | undefined {
  const byte = code.byte();
  if (byte === PREFIX.bulk) return readBulk(code);
  if (byte === PREFIX.vector) return readVector(code);
  const skip = immediatesOf(byte);
  skip?.(code);
  return skip && { byte };
}

type Skip = (code: WasmReader) => void;

const none: Skip = () => {};
const integer: Skip = (code) => code.skipInteger();
const twoIntegers: Skip = (code) => {
  code.skipInteger();
  code.skipInteger();
};

function bytes(count: number): Skip {
  return (code) => code.skip(count);
}

function vector(item: Skip): Skip {
  return (code) => {
    for (let left = code.unsigned(); left > 0; left -= 1) item(code);
  };
}

/** A value type, or the index of a type, which is an integer as well. */
const blockType: Skip = (code) => {
  const first = code.bytes[code.at] ?? 0;
  if (first === 0x63 || first === 0x64) code.skipValueType();
  else code.skipInteger();
};

/** Bit 6 of the alignment says that the index of a memory follows it. */
const memoryArgument: Skip = (code) => {
  if ((code.unsigned() & 0x40) !== 0) code.skipInteger();
  code.skipInteger();
};

/** A clause of `try_table`: of a tag, or of all exceptions. */
const catchClause: Skip = (code) => {
  if (code.byte() < 2) code.skipInteger();
  code.skipInteger();
};

const branchTable: Skip = (code) => {
  vector(integer)(code);
  code.skipInteger();
};

const tryTable: Skip = (code) => {
  blockType(code);
  vector(catchClause)(code);
};

/** First and last byte of instructions, and what follows them. */
const IMMEDIATES: ReadonlyArray<readonly [first: number, last: number, skip: Skip]> = [
  [0x00, 0x01, none], // unreachable, nop
  [0x02, 0x04, blockType], // block, loop, if
  [0x05, 0x05, none], // else
  [0x06, 0x06, blockType], // try
  [0x07, 0x09, integer], // catch, throw, rethrow
  [0x0a, 0x0b, none], // throw_ref, end
  [0x0c, 0x0d, integer], // br, br_if
  [0x0e, 0x0e, branchTable],
  [0x0f, 0x0f, none], // return
  [0x10, 0x10, integer], // call
  [0x11, 0x11, twoIntegers], // call_indirect
  [0x12, 0x12, integer], // return_call
  [0x13, 0x13, twoIntegers], // return_call_indirect
  [0x14, 0x15, integer], // call_ref, return_call_ref
  [0x18, 0x18, integer], // delegate
  [0x19, 0x1b, none], // catch_all, drop, select
  [0x1c, 0x1c, vector((code) => code.skipValueType())], // select with types
  [0x1f, 0x1f, tryTable],
  [0x20, 0x26, integer], // locals, globals, table.get, table.set
  [0x28, 0x3e, memoryArgument], // loads and stores
  [0x3f, 0x40, integer], // memory.size, memory.grow
  [0x41, 0x42, integer], // i32.const, i64.const
  [0x43, 0x43, bytes(4)],
  [0x44, 0x44, bytes(8)],
  [0x45, 0xc4, none], // numeric instructions
  [0xd0, 0xd0, integer], // ref.null
  [0xd1, 0xd1, none], // ref.is_null
  [0xd2, 0xd2, integer], // ref.func
  [0xd3, 0xd4, none], // ref.eq, ref.as_non_null
  [0xd5, 0xd6, integer], // br_on_null, br_on_non_null
];

const BY_BYTE: ReadonlyArray<Skip | undefined> = Array.from({ length: 256 }, (_, byte) =>
  IMMEDIATES.find(([first, last]) => first <= byte && byte <= last)?.at(2),
) as Array<Skip | undefined>;

function immediatesOf(byte: number): Skip | undefined {
  return BY_BYTE[byte];
}

/** What follows the instructions 8 to 17: bulk operations on memories, tables and segments. */
const BULK: readonly Skip[] = [
  twoIntegers, // memory.init
  integer, // data.drop
  twoIntegers, // memory.copy
  integer, // memory.fill
  twoIntegers, // table.init
  integer, // elem.drop
  twoIntegers, // table.copy
  integer, // table.grow
  integer, // table.size
  integer, // table.fill
];

function readBulk(code: WasmReader): Opcode | undefined {
  const number = code.unsigned();
  // 0 to 7 are conversions without immediates.
  const skip = number < 8 ? none : BULK[number - 8];
  skip?.(code);
  return skip && { byte: PREFIX.bulk, number };
}

function readVector(code: WasmReader): Opcode | undefined {
  const number = code.unsigned();
  // The last are those of relaxed SIMD.
  if (number > 0x113) return undefined;
  if (number <= 11 || (number >= 84 && number <= 93)) memoryArgument(code);
  const isConstantOrShuffle = number === 12 || number === 13;
  const namesLane = (number >= 21 && number <= 34) || (number >= 84 && number <= 91);
  if (isConstantOrShuffle) code.skip(16);
  if (namesLane) code.skip(1);
  return { byte: PREFIX.vector, number };
}
