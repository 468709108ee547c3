/** A decimal number exactly: digits times ten to the power of exponent. */
interface Decimal {
  readonly negative: boolean;
  /** Without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  readonly exponent: bigint;
}

/** At most so many characters without an exponent, and doubles tell every two decimals apart. */
const EXACT_AS_DOUBLE = 15;

/** Compares two numbers in JSON's grammar by value, exactly: negative, zero or positive. */
export function compareNumbers(left: string, right: string): number {
  if (left === right) return 0;
  if (isShort(left) && isShort(right)) return Number(left) - Number(right);
  const a = decimalOf(left);
  const b = decimalOf(right);
  if (signOf(a) !== signOf(b)) return signOf(a) - signOf(b);
  return a.negative ? compareMagnitudes(b, a) : compareMagnitudes(a, b);
}

/** Whether a number in JSON's grammar has no fraction; `1.0` and `1e2` have none. */
export function isWhole(text: string): boolean {
  return isShort(text) ? Number.isInteger(Number(text)) : decimalOf(text).exponent >= 0n;
}

/** Whether `text` is a whole number of times `step`, exactly; `step` is not zero. */
export function isMultipleOf(text: string, step: string): boolean {
  const a = decimalOf(text);
  const b = decimalOf(step);
  if (a.digits === '') return true;
  const shift = a.exponent - b.exponent;
  // Ten does not divide digits that end in no zero, so a place below the step's is left over.
  if (shift < 0n) return false;
  const divisor = BigInt(b.digits);
  return (BigInt(a.digits) * powerOfTen(shift, divisor)) % divisor === 0n;
}

/**
 * The one text of a number's value: that of RFC 8785 (JavaScript's own) where a double holds the
 * value exactly as written, otherwise all its digits, which RFC 8785 would lose.
 */
export function canonicalNumber(text: string): string {
  const double = Number(text);
  const short = String(double);
  if (Number.isFinite(double) && compareNumbers(text, short) === 0) return short;
  const { negative, digits, exponent } = decimalOf(text);
  return `${negative ? '-' : ''}${digits}e${exponent}`;
}

function isShort(text: string): boolean {
  return text.length <= EXACT_AS_DOUBLE && !/e/i.test(text);
}

function decimalOf(text: string): Decimal {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:e\+?(-?\d+))?$/i.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = parts ?? [];
  const all = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = trimZeros(all);
  if (digits === '') return { negative: false, digits, exponent: 0n };
  const exponent = BigInt(power) - BigInt(fraction.length) + BigInt(all.length - digits.length);
  return { negative: sign === '-', digits, exponent };
}

/** A pattern for trailing zeros would take quadratic time on `0…01`. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

function signOf({ negative, digits }: Decimal): number {
  if (digits === '') return 0;
  return negative ? -1 : 1;
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  const heightA = a.exponent + BigInt(a.digits.length);
  const heightB = b.exponent + BigInt(b.digits.length);
  if (heightA !== heightB) return heightA < heightB ? -1 : 1;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}

/** Ten to the power, modulo the divisor. */
function powerOfTen(power: bigint, divisor: bigint): bigint {
  let result = 1n;
  let base = 10n % divisor;
  for (let rest = power; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % divisor;
    base = (base * base) % divisor;
  }
  return result;
}
