import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { Verbatim } from '../yaml/yaml-printer.ts';
import { readString } from './node-readers.ts';

/** Reads a time in UTC (RFC 3339, `2026-11-21T09:00:00Z`) into milliseconds since the epoch. */
export function readTime(node: YamlNode, what: string): number {
  const text = readString(node, what);
  const time = FORM.test(text) ? Date.parse(text) : Number.NaN;
  // A day that its month does not have is read as one of the next month.
  if (!Number.isNaN(time) && printTime(time).text === text.replace('.000Z', 'Z')) return time;
  const next = 'Write UTC as 2026-11-21T09:00:00Z, with .123 before the Z for milliseconds.';
  throw fault(node, `${what} ${JSON.stringify(text.slice(0, 40))} is not a time`, next);
}

/** A time as {@link readTime} reads it, with milliseconds only if they are not zero. */
export function printTime(time: number): Verbatim {
  return new Verbatim(new Date(time).toISOString().replace('.000Z', 'Z'));
}

/** Reads a duration such as `1000ms` into milliseconds. */
export function readDuration(node: YamlNode, what: string): number {
  const text = readString(node, what);
  const digits = /^(\d{1,15}(?:\.\d{1,6})?)ms$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  const shown = JSON.stringify(text.slice(0, 40));
  throw fault(node, `${what} ${shown} is not a duration`, 'Write milliseconds as 1000ms.');
}

/** A duration as {@link readDuration} reads it. */
export function printDuration(milliseconds: number): Verbatim {
  return new Verbatim(`${milliseconds}ms`);
}

const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;
