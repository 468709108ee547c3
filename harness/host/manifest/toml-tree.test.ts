import fc from 'fast-check';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { parseTomlTree, type TomlValue } from './toml-tree.ts';

const TEXT = `a = 1
[[trigger.http]]
route = "/"
[trigger.http.executor]
type = "x"

[[trigger.http]]
route = { private = true, deep.er = [{ b = 2 }, 3] }
[component."a b".build]
x.y = 2
x.z = [
  "one",
  "two",
]
`;

function plain(value: TomlValue): unknown {
  if (Array.isArray(value)) return value.map((node) => plain(node.value));
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([name, node]) => [name, plain(node.value)]));
}

describe('parseTomlTree', () => {
  it('gives the values that the parser itself gives', () => {
    expect(plain(parseTomlTree(TEXT, 'spin.toml'))).toEqual(getStaticTOMLValue(parseTOML(TEXT)));
  });

  it('gives the line of each key and of each element', () => {
    const root = parseTomlTree(TEXT, 'spin.toml');
    const lines = (value: TomlValue | undefined): unknown =>
      value instanceof Map
        ? [...value].map(([name, node]) => [name, node.line, lines(node.value)])
        : Array.isArray(value)
          ? value.map((node) => [node.line, lines(node.value)])
          : undefined;
    expect(lines(root.get('component')?.value)).toEqual([
      [
        'a b',
        9,
        [
          [
            'build',
            9,
            [
              [
                'x',
                10,
                [
                  ['y', 10, undefined],
                  [
                    'z',
                    11,
                    [
                      [12, undefined],
                      [13, undefined],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
    ]);
    expect(lines(root.get('trigger')?.value)).toEqual([
      [
        'http',
        2,
        [
          [
            2,
            [
              ['route', 3, undefined],
              ['executor', 4, [['type', 5, undefined]]],
            ],
          ],
          [
            7,
            [
              [
                'route',
                8,
                [
                  ['private', 8, undefined],
                  [
                    'deep',
                    8,
                    [
                      [
                        'er',
                        8,
                        [
                          [8, [['b', 8, undefined]]],
                          [8, undefined],
                        ],
                      ],
                    ],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
    ]);
  });

  it('says where a document is not TOML', () => {
    expect(() => parseTomlTree('a = 1\nb =\n', 'x/spin.toml')).toThrow(
      'x/spin.toml:3: Failed to parse the manifest: Unspecified values are invalid. ' +
        'Correct the TOML.',
    );
  });

  it('keeps every string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = JSON.stringify(text).replaceAll('\u007f', '\\u007f');
        const node = parseTomlTree(`a = ${escaped}`, 'spin.toml').get('a');
        expect(node).toEqual({ line: 1, value: text });
      }),
    );
  });
});
