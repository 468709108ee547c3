/**
 * A number as Rust's serde_json prints it after reading it without arbitrary precision: whole
 * numbers of 64 bits stay, everything else becomes a double in ryu's notation (`100.0`, `1e22`).
 */
export function serdeNumber(text: string): string {
  if (/^-?\d+$/.test(text) && isWordSized(text)) return text;
  const double = Number(text);
  if (!Number.isFinite(double)) return text;
  const [mantissa = '', power = '0'] = double.toExponential().split('e');
  const sign = text.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (double === 0) return `${sign}0.0`;
  return `${sign}${notation(digits, Number(power) + 1)}`;
}

/** Of i64 and u64; `-0` is no whole number to serde_json. */
function isWordSized(text: string): boolean {
  if (text === '-0') return false;
  if (text.length <= 18) return true;
  const value = BigInt(text);
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

/** Ryu's pretty form of 0.DIGITS times ten to the power of `point`. */
function notation(digits: string, point: number): string {
  if (point > 16 || point <= -5) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${digits[0]}${fraction}e${point - 1}`;
  }
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return `${digits}${'0'.repeat(point - digits.length)}.0`;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}
