import { randomBytes } from 'node:crypto';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList, HttpResponse } from '../../tool-call/http-message.ts';
import { mapBasicCredentials } from './basic-credentials.ts';
import { placeholder } from './fixed-placeholder.ts';
import { type PlaceholderOwner, placeholderText } from './placeholder-text.ts';
import type { RefusedPlaceholder } from './refused-placeholder.ts';

/** A secret as one component sees it during one live call. */
export interface Placeholder extends PlaceholderOwner {
  /** The random text that the component sees. */
  readonly text: string;
  /** The form that files, answers and replays have in its place, of the same length. */
  readonly fixed: string;
}

/** The position of a placeholder in bytes with its fixed form. */
export interface PlaceholderMark {
  readonly at: number;
  readonly variable: string;
}

/** A request with fixed forms, and the request that the component really sent. */
interface Sent {
  readonly request: OutboundRequest;
  readonly sender: string;
}

/**
 * The placeholders of one live call: a random text for each component and each secret that it was
 * granted. Only that component can use the text, because nobody else knows it and it is worthless
 * after the call. Everything that leaves the components is mapped to the fixed form, which is plain
 * text to everybody.
 */
export class CallPlaceholders {
  /** The key from which the texts are derived; the worker that runs the call gets it too. */
  readonly key: Uint8Array;
  readonly #owners: readonly PlaceholderOwner[];
  readonly #sent = new WeakMap<OutboundRequest, Sent>();
  readonly #revealed = new Set<string>();
  #placeholders: readonly Placeholder[] | undefined;

  /** Parts of requests that were denied because they contained a placeholder, or a form of one. */
  readonly refused: RefusedPlaceholder[] = [];

  constructor(owners: readonly PlaceholderOwner[], key: Uint8Array) {
    this.#owners = owners;
    this.key = key;
  }

  /** Draws the placeholders of a call; undefined when no component is granted a secret. */
  static draw(owners: readonly PlaceholderOwner[]): CallPlaceholders | undefined {
    return owners.length === 0 ? undefined : new CallPlaceholders(owners, randomBytes(32));
  }

  get all(): readonly Placeholder[] {
    this.#placeholders ??= this.#owners.map((owner) => ({
      ...owner,
      text: placeholderText(this.key, owner),
      fixed: placeholder(owner.variable),
    }));
    return this.#placeholders;
  }

  /** Secret variables that a component read from a store, where it had kept them. */
  get revealed(): ReadonlySet<string> {
    return this.#revealed;
  }

  /** The placeholders of one component. */
  of(component: string): readonly Placeholder[] {
    return this.all.filter((placeholder) => placeholder.component === component);
  }

  /**
   * A text, or bytes read as Latin-1, with fixed forms in place of random texts, inside Basic
   * credentials too. Its length stays.
   */
  hideText(text: string): string {
    const hide = (plain: string): string =>
      this.all.reduce((now, { text: random, fixed }) => now.replaceAll(random, fixed), plain);
    return hide(mapBasicCredentials(text, hide));
  }

  /** Bytes with fixed forms in place of random texts; the same object if there are none. */
  hideBytes(bytes: Uint8Array): Uint8Array {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const text = buffer.toString('latin1');
    const hidden = this.hideText(text);
    return hidden === text ? bytes : new Uint8Array(Buffer.from(hidden, 'latin1'));
  }

  /** A response with fixed forms in place of random texts. */
  hideResponse({ status, headers, body }: HttpResponse): HttpResponse {
    return { status, headers: this.#hideHeaders(headers), body: this.hideBytes(body) };
  }

  /** A request as a file holds it; {@link sent} gives the original back. */
  hideRequest(request: OutboundRequest, sender: string): OutboundRequest {
    const hidden: OutboundRequest = {
      method: request.method,
      url: this.hideText(request.url),
      headers: this.#hideHeaders(request.headers),
      body: this.hideBytes(request.body),
    };
    this.#sent.set(hidden, { request, sender });
    return hidden;
  }

  /** The request that a component really sent; undefined for a request that was not mapped here. */
  sent(hidden: OutboundRequest): Sent | undefined {
    return this.#sent.get(hidden);
  }

  /** The positions of a component's placeholders in a value that it stores. */
  marksIn(component: string, bytes: Uint8Array): readonly PlaceholderMark[] {
    return this.of(component).flatMap(({ text, variable }) =>
      placesOf(text, bytes).map((at) => ({ at, variable })),
    );
  }

  /** Stored bytes as a component reads them: its own random texts at the marks. */
  reveal(component: string, bytes: Uint8Array, marks: readonly PlaceholderMark[]): Uint8Array {
    const shown = new Uint8Array(bytes);
    const own = new Map(this.of(component).map(({ variable, text }) => [variable, text]));
    for (const { at, variable } of marks) {
      const text = own.get(variable);
      if (text === undefined) continue;
      shown.set(Buffer.from(text, 'latin1'), at);
      this.#revealed.add(variable);
    }
    return shown;
  }

  #hideHeaders(headers: HeaderList): HeaderList {
    return headers.map(([name, value]) => [this.hideText(name), this.hideText(value)]);
  }
}

function placesOf(text: string, bytes: Uint8Array): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = buffer.indexOf(text, 0, 'latin1'); at !== -1; ) {
    places.push(at);
    at = buffer.indexOf(text, at + text.length, 'latin1');
  }
  return places;
}
