import { describe, expect, it } from 'vitest';
import { parseCassette } from '../parse-cassette.ts';
import { printCassette } from '../print-cassette.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import type { FormatUpgrade } from './format-upgrade.ts';

// Two made-up formats: in 0 the first document has a title, and calls have an answer instead of a
// result; in -1 the title is also called subject.
const renaming = (header: ReadonlyMap<string, string>, call: ReadonlyMap<string, string>) => ({
  header: (node: YamlNode) => renamed(node, header),
  interaction: (node: YamlNode) => renamed(node, call),
});
const UPGRADES: ReadonlyMap<number, FormatUpgrade> = new Map([
  [-1, renaming(new Map([['subject', 'title']]), new Map())],
  [0, renaming(new Map([['title', 'name']]), new Map([['answer', 'result']]))],
]);

function renamed(node: YamlNode, names: ReadonlyMap<string, string>): YamlNode {
  if (node.kind !== 'mapping') return node;
  const pairs = node.pairs.map(
    ([key, value]) => [{ ...key, text: names.get(key.text) ?? key.text }, value] as const,
  );
  return { ...node, pairs };
}

const file = (
  format: number,
  [name, result]: readonly [string, string],
): string => `spintape: ${format}
${name}: vfs/old
---
at: 2026-01-05T09:00:00Z
call: {component: vfs, session: s, tool: read_file, args: {file_path: a}}
${result}: {success: true, result: hi, error_type: null}
`;

describe('a file of an older format', () => {
  it.each([
    [0, ['title', 'answer']],
    [-1, ['subject', 'answer']],
  ] as const)('is read with its meaning in the present format (%i)', (format, names) => {
    const present = parseCassette(file(1, ['name', 'result']), 'old.yaml', { upgrades: UPGRADES });
    const older = parseCassette(file(format, names), 'old.yaml', { upgrades: UPGRADES });
    expect(older).toEqual(present);
    expect(printCassette(older, 's')).toMatch(/\nspintape: 1\nname: vfs\/old\n/);
  });

  it('has its errors reported with its own line numbers', () => {
    const text = file(0, ['title', 'answer']).replace('error_type', 'eror_type');
    expect(() => parseCassette(text, 'old.yaml', { upgrades: UPGRADES })).toThrow(
      'old.yaml:6: Failed to read the cassette: a result has no key "eror_type". ' +
        'Did you mean error_type?',
    );
  });

  it('is refused if there is no upgrade', () => {
    expect(() => parseCassette(file(0, ['title', 'answer']), 'old.yaml')).toThrow(
      'old.yaml:1: Failed to read the cassette: spintape is the number 0, not 1. ' + 'Give 1.',
    );
  });
});

describe('a file of a newer format', () => {
  it('is refused with the next step, whatever else it contains', () => {
    const text = 'spintape: 2\nfuture: [1]\n---\nsomething: else\n';
    expect(() => parseCassette(text, 'new.yaml', { upgrades: UPGRADES })).toThrow(
      'new.yaml:1: Failed to read the cassette: it has format 2, newer than 1. ' +
        'Update spintape, or record the cassette again with this version.',
    );
  });
});
