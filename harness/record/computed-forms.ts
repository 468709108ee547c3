import type { ExchangeOutcome, OutboundRequest } from '../tool-call/exchange.ts';
import { swappedChunks } from '../world/outbound-http/swapped-chunks.ts';
import type { SecretSwap } from '../world/secrets/secret-swap.ts';
import { unpackedTo } from '../world/secrets/unpacked-layers.ts';

/** A shorter text would match by chance. */
const SHORTEST_FORM = 8;

/**
 * Values that a component computes from secrets, such as signatures. They are found by comparing
 * the requests of a run with the secret with those of a run with its placeholder, in the same
 * world.
 */
export class ComputedForms {
  readonly #swap: SecretSwap;
  readonly #forms = new Map<string, string>();

  /** @param swap the secrets, whose own forms do not count */
  constructor(swap: SecretSwap) {
    this.#swap = swap;
  }

  /** Records where a request with the secret differs from the same one with the placeholder. */
  learn(real: OutboundRequest, stood: OutboundRequest): void {
    this.#pair(real.url, stood.url);
    for (const [index, [, value]] of real.headers.entries()) {
      this.#pair(value, stood.headers[index]?.[1] ?? '');
    }
    this.#pair(latin1(real.body), latin1(stood.body));
  }

  /** A text whose characters are bytes, as it would be with placeholders. */
  swapText(text: string): string {
    let swapped = this.#swap.inwardText(text);
    for (const [real, stood] of this.#forms) swapped = swapped.replaceAll(real, stood);
    return swapped;
  }

  /** A header as it would be with placeholders; its name holds secrets and forms in any case. */
  swapHeader([name, value]: readonly [string, string]): [string, string] {
    let swapped = this.#swap.inwardName(name);
    for (const [real, stood] of this.#forms) swapped = replaceAnyCase(swapped, real, stood);
    return [swapped, this.swapText(value)];
  }

  /** Bytes as they would be with placeholders. */
  swapBytes(bytes: Uint8Array): Uint8Array {
    return new Uint8Array(Buffer.from(this.swapText(latin1(bytes)), 'latin1'));
  }

  /**
   * An answer as it would be with placeholders; one that is packed and holds a form is unpacked.
   */
  swapOutcome(outcome: ExchangeOutcome): ExchangeOutcome {
    if (outcome.kind !== 'response') return outcome;
    const { chunks, ...whole } = outcome;
    const { response: packed } = whole;
    const unpacked = unpackedTo(packed, (content) => this.#changes(content)) ?? packed;
    const swapped = this.swapBytes(unpacked.body);
    const response = {
      status: packed.status,
      headers: unpacked.headers.map((header) => this.swapHeader(header)),
      body: swapped,
    };
    const pieces = swappedChunks(chunks, {
      from: packed.body,
      to: swapped,
      swap: (part) => this.swapBytes(part),
    });
    return {
      ...whole,
      response,
      ...(pieces === undefined ? {} : { chunks: pieces }),
      ...(outcome.cut === undefined ? {} : { cut: swapped.length }),
    };
  }

  #changes(bytes: Uint8Array): boolean {
    const text = latin1(bytes);
    return this.swapText(text) !== text;
  }

  #pair(real: string, stood: string): void {
    const [ours, theirs] = [partsOf(this.#swap.inwardText(real)), partsOf(stood)];
    if (ours.length !== theirs.length) return;
    for (const [index, form] of ours.entries()) {
      const other = theirs[index] ?? '';
      if (form !== other && form.length >= SHORTEST_FORM) this.#forms.set(form, other);
    }
  }
}

// Digests and signatures are written in hexadecimal or base64, next to names and punctuation.
function partsOf(text: string): string[] {
  return text.match(/[A-Za-z0-9+/_.~%-]+=*/g) ?? [];
}

function replaceAnyCase(text: string, searched: string, by: string): string {
  const pattern = searched.replace(/[^A-Za-z0-9]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), () => by.toLowerCase());
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
