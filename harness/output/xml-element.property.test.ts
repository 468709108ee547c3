import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { hostileOutput } from './hostile-output.fixture.ts';
import { visibleText } from './visible-text.ts';
import { type XmlElement, xmlElement } from './xml-element.ts';

interface Made {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: string | readonly Made[];
}

const attributes = fc.record({ name: hostileOutput, file: hostileOutput });
const name = fc.constantFrom('testcase', 'failure', 'system-out');
const leaf: fc.Arbitrary<Made> = fc.record({ name, attributes, content: hostileOutput });
const tree: fc.Arbitrary<Made> = fc.record({
  name,
  attributes,
  content: fc.oneof(hostileOutput, fc.array(leaf, { maxLength: 3 })),
});

function made({ name, attributes, content }: Made): XmlElement {
  return xmlElement(name, attributes, typeof content === 'string' ? content : content.map(made));
}

/** What a strict parser reads: the tags with their attributes, and the texts, in their order. */
function read(document: string): unknown[] {
  const found: unknown[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push(['open', name, attributes]));
  parser.on('closetag', ({ name }) => found.push(['close', name]));
  parser.on('text', (text) => text.trim() !== '' && found.push(['text', text]));
  parser.write(document).close();
  return found;
}

function expected({ name, attributes, content }: Made): unknown[] {
  const shown = Object.entries(attributes).map(([key, value]) => [key, visibleText(value)]);
  const lines = typeof content === 'string' ? content.split('\n').map(visibleText).join('\n') : '';
  const inner = typeof content === 'string' ? [['text', lines]] : content.flatMap(expected);
  const isEmpty = typeof content === 'string' && lines.trim() === '';
  return [['open', name, Object.fromEntries(shown)], ...(isEmpty ? [] : inner), ['close', name]];
}

it('a strict parser reads the elements, attributes and texts that were written', () => {
  fc.assert(
    fc.property(tree, (written) => {
      expect(read(made(written).document())).toEqual(expected(written));
    }),
    { numRuns: 500 },
  );
});
