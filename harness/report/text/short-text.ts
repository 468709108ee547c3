import { encodeSecrets } from '../../cassette/yaml/secret-text.ts';
import { visibleText } from '../../output/visible-text.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';

const LONGEST = 100;

/**
 * A text on one line, with secrets as files spell them. A long text is cut, and ends with how much
 * is left out.
 */
export function shortText(text: string, longest = LONGEST): string {
  const characters = [...encodeSecrets(text)];
  if (characters.length <= longest) return visibleText(characters.join(''));
  const left = characters.length - longest;
  return `${visibleText(characters.slice(0, longest).join(''))}… (${left} more characters)`;
}

/** Bytes on one line: as text, or how many they are. */
export function shortBytes(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  return text === undefined ? `${bytes.length} bytes that are not text` : shortText(text);
}
