import { visibleText } from './visible-text.ts';

/** An XML element. Only {@link xmlElement} makes it, so its contents are escaped. */
export class XmlElement {
  /** Its lines, not indented. */
  readonly #lines: readonly string[];

  private constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** See {@link xmlElement}. */
  static of(name: string, attributes: XmlAttributes, content: XmlContent): XmlElement {
    const opening = `<${name}${attributeText(attributes)}`;
    if (typeof content === 'string') {
      // The lines of a text are not indented, because that would change it.
      return new XmlElement([`${opening}>${escaped(content)}</${name}>`]);
    }
    if (content.length === 0) return new XmlElement([`${opening}/>`]);
    const inner = content.flatMap((element) => element.#lines.map((line) => `  ${line}`));
    return new XmlElement([`${opening}>`, ...inner, `</${name}>`]);
  }

  /** Its text, a line or more, so many levels deep in a document. */
  textAt(depth: number): string {
    return this.#lines.map((line) => `${indent(depth)}${line}\n`).join('');
  }
}

/** The attributes of an element by name; the names are trusted. */
export type XmlAttributes = Readonly<Record<string, string | number>>;

/** The contents of an element: a text, or elements. */
export type XmlContent = string | readonly XmlElement[];

/** An element with a name of ours, attributes, and a text or other elements in it. */
export function xmlElement(
  name: string,
  attributes: XmlAttributes,
  content: XmlContent = [],
): XmlElement {
  return XmlElement.of(name, attributes, content);
}

/** What every document begins with. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The opening of an element that others are put into one by one. */
export interface XmlOpening {
  readonly name: string;
  readonly attributes: XmlAttributes;
}

/**
 * A document in pieces: elements that come one by one, within others.
 *
 * @param around the root, the element in it, and so on
 */
export async function* xmlDocument(
  around: readonly XmlOpening[],
  elements: Iterable<XmlElement> | AsyncIterable<XmlElement>,
): AsyncGenerator<string, void, undefined> {
  yield XML_DECLARATION;
  for (const [depth, { name, attributes }] of around.entries()) {
    yield `${indent(depth)}<${name}${attributeText(attributes)}>\n`;
  }
  for await (const element of elements) yield element.textAt(around.length);
  for (const [depth, { name }] of [...around.entries()].reverse()) {
    yield `${indent(depth)}</${name}>\n`;
  }
}

function indent(depth: number): string {
  return '  '.repeat(depth);
}

function attributeText(attributes: XmlAttributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(visibleText(String(value)))}"`)
    .join('');
}

// XML 1.0 cannot represent most control characters, so they are made visible first.
function escaped(text: string): string {
  return text
    .split('\n')
    .map(visibleText)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
