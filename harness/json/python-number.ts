/**
 * A JSON number as Python's `json.dumps` prints it after `json.loads` has read it: whole numbers
 * keep all their digits, everything else becomes a double in the notation of `repr` (`1e+22`).
 */
export function pythonNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text === '-0' ? '0' : text;
  const double = Number(text);
  if (!Number.isFinite(double)) return double < 0 ? '-Infinity' : 'Infinity';
  const sign = double < 0 || Object.is(double, -0) ? '-' : '';
  const [mantissa = '0', power = '0'] = Math.abs(double).toExponential().split('e');
  return sign + notation(mantissa.replace('.', ''), Number(power));
}

/** Of DIGITS, with the point after the first, times ten to the power. */
function notation(digits: string, power: number): string {
  if (power < -4 || power >= 16) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const exponent = String(Math.abs(power)).padStart(2, '0');
    return `${digits[0]}${fraction}e${power < 0 ? '-' : '+'}${exponent}`;
  }
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, '0');
  return `${whole}.${digits.slice(power + 1) || '0'}`;
}
