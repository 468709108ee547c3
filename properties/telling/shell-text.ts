/** Bytes as one word of a shell command; undefined for those with a NUL, which no word can hold. */
export function shellWordOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (isPlain(text)) return quoted(text);
  // ANSI-C quoting, as bash, zsh and POSIX 2024 have it (XCU, 2.2.4).
  return `$'${[...bytes].map(escapedByte).join('')}'`;
}

/** Bytes as the format of printf(1), quoted for a shell. */
export function printfFormatOf(bytes: Uint8Array): string {
  const escaped = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    const isPlainByte = byte >= 0x20 && byte < 0x7f && !/[%\\']/.test(character);
    return isPlainByte ? character : `\\${byte.toString(8).padStart(3, '0')}`;
  });
  return `'${escaped.join('')}'`;
}

// What a terminal shows as it is, and what was valid UTF-8.
function isPlain(text: string): boolean {
  return !/[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]/.test(text);
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
