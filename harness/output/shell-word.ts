import { visibleText } from './visible-text.ts';

/**
 * A text as one word of a command line to copy: unchanged if it has no special meaning in a shell,
 * otherwise in quotes. Control characters are escaped in the syntax of bash, zsh and POSIX 2024.
 */
export function shellWord(text: string): string {
  if (/^[\w./@:+-][\w./@:+=-]*$/.test(text)) return text;
  // No word can contain a NUL, so it is only shown.
  return quotedWord(new TextEncoder().encode(text.replaceAll('\0', '\\0'))) ?? "''";
}

/** A path as one word of a command line: no command takes it for an option. */
export function pathWord(path: string): string {
  return shellWord(path.startsWith('-') ? `./${path}` : path);
}

/** Bytes as one word of a shell in quotes; undefined for those with a NUL. */
export function quotedWord(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  // Replacement characters mean that the bytes were not UTF-8.
  if (visibleText(text) === text && !text.includes('\ufffd')) return quoted(text);
  // ANSI-C quoting (POSIX 2024, XCU 2.2.4).
  return `$'${[...bytes].map(escapedByte).join('')}'`;
}

/** Bytes as the format of printf(1), quoted for a shell. */
export function printfFormat(bytes: Uint8Array): string {
  const escaped = [...bytes].map((byte, index) => {
    const character = String.fromCharCode(byte);
    // A hyphen at the beginning would be read as an option.
    const isOption = index === 0 && character === '-';
    const isPlainByte = byte >= 0x20 && byte < 0x7f && !/[%\\']/.test(character) && !isOption;
    return isPlainByte ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `'${escaped.join('')}'`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function escapedByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '\\' || character === "'") return `\\${character}`;
  if (byte >= 0x20 && byte < 0x7f) return character;
  // Octal, because a hexadecimal escape would take the digits that follow it.
  return `\\${byte.toString(8).padStart(3, '0')}`;
}
