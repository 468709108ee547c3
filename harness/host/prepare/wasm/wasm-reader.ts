import { readUnsigned } from './leb128.ts';

/** Type bytes that are followed by a heap type: `ref null ht` and `ref ht`. */
const REFERENCE_WITH_HEAP_TYPE = new Set([0x63, 0x64]);

/** Reads the contents of one section of a core module, from start to end. */
export class WasmReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('a section ends inside an entry');
    this.at += 1;
    return byte;
  }

  unsigned(): number {
    const { value, next } = readUnsigned(this.bytes, this.at);
    this.at = next;
    return value;
  }

  skip(count: number): void {
    if (this.at + count > this.bytes.length) {
      throw new RangeError('a section ends inside an entry');
    }
    this.at += count;
  }

  /** Skips a LEB128 integer of any width, signed or not. */
  skipInteger(): void {
    while (this.byte() >= 0x80);
  }

  name(): string {
    const length = this.unsigned();
    const start = this.at;
    this.skip(length);
    return new TextDecoder().decode(this.bytes.subarray(start, this.at));
  }

  /** Skips a value type or reference type (5.3.1 to 5.3.4). */
  skipValueType(): void {
    if (REFERENCE_WITH_HEAP_TYPE.has(this.byte())) this.skipInteger();
  }

  /** Skips the limits of a table or memory (5.3.9). */
  skipLimits(): void {
    const hasMaximum = (this.byte() & 1) === 1;
    this.skipInteger();
    if (hasMaximum) this.skipInteger();
  }

  /**
   * Skips a constant expression (3.3.12) with its end.
   *
   * @throws RangeError for an instruction that constant expressions of WebAssembly 2.0 with
   * extended constants do not have.
   */
  skipConstantExpression(): void {
    for (;;) {
      const opcode = this.byte();
      if (opcode === END) return;
      this.#skipImmediates(opcode);
    }
  }

  #skipImmediates(opcode: number): void {
    if (opcode === F32_CONST) this.skip(4);
    else if (opcode === F64_CONST) this.skip(8);
    else if (INTEGER_IMMEDIATE.has(opcode)) this.skipInteger();
    else if (opcode === VECTOR_PREFIX && this.unsigned() === V128_CONST) this.skip(16);
    else if (!EXTENDED_CONSTANT.has(opcode)) {
      throw new RangeError(`opcode 0x${opcode.toString(16)} in a constant expression`);
    }
  }
}

const END = 0x0b;
const F32_CONST = 0x43;
const F64_CONST = 0x44;
const VECTOR_PREFIX = 0xfd;
const V128_CONST = 12;
/** global.get, i32.const, i64.const, ref.null, ref.func */
const INTEGER_IMMEDIATE = new Set([0x23, 0x41, 0x42, 0xd0, 0xd2]);
/** Addition, subtraction and multiplication of i32 and i64. */
const EXTENDED_CONSTANT = new Set([0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e]);
