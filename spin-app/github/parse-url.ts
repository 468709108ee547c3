/** Reads a URL, or gives null for what is none. The guest's engine need not have `URL.canParse`. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
