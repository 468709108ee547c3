import { COLOURS_BLANK, COLOURS_REMOVED } from './colours.ts';
import { ESCAPES } from './escapes.ts';
import { FORM, isPercentEncoded, PERCENT } from './percent-encoding.ts';
import { plainReading, type Reading, rewritten } from './rewriting.ts';

/** How often percent-encoding is undone: redirects within redirects encode it again. */
const PERCENT_LEVELS = 3;

/**
 * The readings of a text whose characters are bytes: as written, and without escapes, without
 * colours and without percent-encoding, each of which may hide more of the others. A form that does
 * not occur gives no reading. At most twenty.
 */
export function readingsOf(text: string): readonly Reading[] {
  let latest = plainReading(text);
  const readings = [latest];
  const add = (reading: Reading): Reading => {
    if (!readings.includes(reading)) readings.push(reading);
    return reading;
  };
  for (let level = 0; level <= PERCENT_LEVELS; level += 1) {
    if (latest.text.includes('\\')) latest = add(rewritten(latest, ESCAPES));
    if (latest.text.includes('\x1b[')) {
      add(rewritten(latest, COLOURS_BLANK));
      latest = add(rewritten(latest, COLOURS_REMOVED));
    }
    if (level === PERCENT_LEVELS || !isPercentEncoded(latest.text)) break;
    if (latest.text.includes('+')) add(rewritten(latest, FORM));
    latest = add(rewritten(latest, PERCENT));
  }
  return readings;
}
