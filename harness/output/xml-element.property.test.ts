import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { hostileOutput } from './hostile-output.fixture.ts';
import { visibleText } from './visible-text.ts';
import { type XmlElement, xmlDocument, xmlElement } from './xml-element.ts';

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

/** The result of a strict parser: the tags with their attributes, and the texts, in order. */
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

it('a strict parser reads the elements, attributes and texts that were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(attributes, { minLength: 1 }), fc.array(tree), async (...given) => {
      const [around, written] = given;
      const openings = around.map((each) => ({ name: 'testsuite', attributes: each }));
      let document = '';
      for await (const piece of xmlDocument(openings, written.map(made))) document += piece;
      const content = written.flatMap(expected);
      expect(read(document)).toEqual(
        openings.reduceRight<unknown[]>((inner, tag) => {
          const [open, close] = expected({ ...tag, content: [] });
          return [open, ...inner, close];
        }, content),
      );
    }),
    { numRuns: 500 },
  );
});
