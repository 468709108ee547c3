const LIMIT = 65_536;

/** What the components of one call print, kept up to a limit of characters. */
export class GuestLog {
  // Most calls print nothing, and a decoder costs more than everything else made for a call.
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #text = '';

  /** Appends printed bytes. */
  write(bytes: Uint8Array): void {
    if (this.#text.length < LIMIT) {
      this.#decoder ??= new TextDecoder();
      this.#text += this.#decoder.decode(bytes, { stream: true });
    }
  }

  /** All that was printed, up to the limit. */
  get text(): string {
    return this.#text;
  }

  /** The lines printed so far. */
  lines(): string[] {
    const text = this.#text.length > LIMIT ? `${this.#text.slice(0, LIMIT)}\n[cut]` : this.#text;
    return text === '' ? [] : text.replace(/\n$/, '').split('\n');
  }
}
