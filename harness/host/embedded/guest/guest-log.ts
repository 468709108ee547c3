import type { PrintedLine } from '../../../tool-call/printed-line.ts';

/** How many characters of a call's output are kept. */
const LIMIT = 65_536;

/** A line that is being printed. */
interface OpenLine extends PrintedLine {
  text: string;
}

/** What the components of one call print, kept up to a limit of characters. */
export class GuestLog {
  readonly #lines: OpenLine[] = [];
  // Most calls print nothing, and a decoder costs more than everything else made for a call.
  readonly #streams = new Map<string, { readonly decoder: Decoder; open: OpenLine | undefined }>();
  #left = LIMIT;

  /** Appends printed bytes. */
  write(component: string, stream: PrintedLine['stream'], bytes: Uint8Array): void {
    if (this.#left < 0) return;
    const name = `${component} ${stream}`;
    const state = this.#streams.get(name) ?? { decoder: new TextDecoder(), open: undefined };
    this.#streams.set(name, state);
    const text = state.decoder.decode(bytes, { stream: true });
    const kept = text.slice(0, this.#left);
    this.#left -= text.length;
    const begin = (): OpenLine => {
      const line: OpenLine = { component, stream, text: '' };
      this.#lines.push(line);
      return line;
    };
    for (const [index, part] of kept.split('\n').entries()) {
      if (index > 0) {
        if (state.open === undefined) begin();
        state.open = undefined;
      }
      if (part === '') continue;
      state.open ??= begin();
      state.open.text += part;
    }
    if (this.#left < 0) this.#lines.push({ component, stream, text: '[cut]' });
  }

  /** Whether a printed line is like this. */
  has(expression: RegExp): boolean {
    return this.#lines.some(({ text }) => expression.test(text));
  }

  /** The lines printed so far, in the order in which they were begun. */
  lines(): PrintedLine[] {
    return this.#lines.map((line) => ({ ...line }));
  }
}

type Decoder = InstanceType<typeof TextDecoder>;
