import type { ParseArgsConfig } from 'node:util';
import { suggestion } from '../../suggestion.ts';
import { isRepeatable } from './repeatable-text.ts';

/** The options that a command knows, as `parseArgs` of Node takes them. */
export type OptionTypes = NonNullable<ParseArgsConfig['options']>;

/** A part of a command line, as `parseArgs` of Node returns it. */
interface OptionToken {
  readonly kind: string;
  readonly name?: string;
  /** As it was written, with its dashes. */
  readonly rawName?: string;
  readonly value?: string | undefined;
  /** Whether the value follows a `=`. */
  readonly inlineValue?: boolean | undefined;
}

/** What is wrong with an option, and what to do about it. */
export interface OptionFault {
  /** Without a full stop. */
  readonly reason: string;
  /** With its full stop; default: a reference to the help. */
  readonly next?: string;
}

/**
 * The first option that the command does not know, that lacks a value or has one too many, or that
 * is given twice although it may not be repeated.
 */
export function optionFault(
  tokens: readonly OptionToken[],
  options: OptionTypes,
): OptionFault | undefined {
  const given = new Set<string>();
  for (const { kind, name = '', rawName = '', value, inlineValue } of tokens) {
    if (kind !== 'option') continue;
    const known = Object.hasOwn(options, name) ? options[name] : undefined;
    if (known === undefined || !rawName.startsWith('--')) return unknown(rawName, options);
    if (known.type === 'boolean') {
      if (value !== undefined) return { reason: `--${name} takes no value` };
    } else if (value === undefined) {
      return { reason: `--${name} takes a value` };
    } else if (inlineValue !== true && /^--[a-z]/.test(value)) {
      return swallowed(name, value);
    } else if (given.has(name) && known.multiple !== true) {
      const next = 'Give it once: of several values, only one would count.';
      return { reason: `--${name} is given twice`, next };
    }
    given.add(name);
  }
  return undefined;
}

// A text that may be a secret is not repeated.
function swallowed(name: string, value: string): OptionFault {
  const shown = isRepeatable(value) ? value : '--…';
  const next = `Give it one, or write --${name}=${shown} if that is its value.`;
  return { reason: `--${name} takes a value, and ${shown} follows it`, next };
}

function unknown(rawName: string, options: OptionTypes): OptionFault {
  const reason = `there is no option ${rawName} here`;
  const near = suggestion(rawName.replace(/^-+/, ''), Object.keys(options));
  return near === undefined ? { reason } : { reason, next: `Did you mean --${near}?` };
}
