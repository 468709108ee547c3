import { parse } from 'lossless-json';

/** Why a text is not JSON, and the line, counted from 1. */
export interface JsonFault {
  /** Without a full stop. */
  readonly reason: string;
  readonly line: number;
}

/**
 * Finds the error in a text that is not JSON; the engine's own parser does not always report the
 * place.
 */
export function jsonFault(text: string): JsonFault {
  try {
    parse(text, null, { onDuplicateKey: () => undefined });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, reason = message, position] = /^(.*?) at position (\d+)$/s.exec(message) ?? [];
    const before = position === undefined ? text : text.slice(0, Number(position));
    return { reason: visible(reason.replace(/\.$/, '')), line: before.split('\n').length };
  }
  return { reason: 'nested too deep', line: 1 };
}

function visible(text: string): string {
  return text.replace(/[\0-\x1f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
