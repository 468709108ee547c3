import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cassetteFile } from '../../properties/arbitraries/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import * as examples from './examples.fixture.ts';
import { parseCassette } from './parse-cassette.ts';
import { printCassette } from './print-cassette.ts';

const { CALL, HEADER } = examples;

function messageOf(text: string, options = {}): string {
  try {
    parseCassette(text, 'x.yaml', options);
    return 'accepted';
  } catch (error) {
    if (error instanceof HarnessError) return error.message;
    throw error;
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseCassette', () => {
  it('reads a scenario with everything that it can have', () => {
    const text = `${HEADER}world: {seed: 7, variables: {token: <secret:token>}, files: {a.txt: hi}}
---
at: 2026-11-21T09:00:00Z
call: {component: github, session: s-1, tool: get, args: {score: 1.0, id: 12345678901234567890}}
expect: {result: {success: true, result: ok, error_type: null}}
given: {store: {k: null}}
exchanges:
  - request: {method: GET, url: 'https://a.test/', headers: {b: [x, y], a: Bearer <secret:token>}}
    response: {status: 200, json: {b: 1, '1': 2}}
state: {set: {k: v}, delete: [l]}
`;
    const json = [['content-type', 'application/json']];
    expect(parseCassette(text, 'x.yaml')).toEqual({
      header: {
        name: 'vfs/read-back',
        world: {
          seed: 7,
          clock: undefined,
          variables: new Map([['token', 'spintape-secret.token.stand-in']]),
          files: new Map([['a.txt', 'hi']]),
          store: new Map(),
          keep: [],
          places: new Map(
            ['/seed', '/variables', '/variables/token', '/files', '/files/a.txt'].map((part) => [
              part,
              { file: 'x.yaml', line: HEADER.split('\n').length },
            ]),
          ),
        },
      },
      entries: [
        {
          line: 5,
          at: Date.UTC(2026, 10, 21, 9),
          request: {
            method: 'POST',
            path: '/github/execute',
            headers: json,
            body: bytes(
              '{"session_id":"s-1","tool":"get","args":{"score":1.0,"id":12345678901234567890}}',
            ),
          },
          expect: {
            line: 7,
            response: {
              status: 200,
              headers: json,
              body: bytes('{"success":true,"result":"ok","error_type":null}'),
            },
          },
          given: new Map([['default', new Map([['k', null]])]]),
          exchanges: [
            {
              request: {
                method: 'GET',
                url: 'https://a.test/',
                headers: [
                  ['a', 'Bearer spintape-secret.token.stand-in'],
                  ['b', 'x'],
                  ['b', 'y'],
                ],
                body: new Uint8Array(),
              },
              outcome: {
                kind: 'response',
                response: { status: 200, headers: [], body: bytes('{"b":1,"1":2}') },
              },
            },
          ],
          state: new Map([
            [
              'default',
              new Map([
                ['k', bytes('v')],
                ['l', null],
              ]),
            ],
          ]),
        },
      ],
    });
  });

  it.each(examples.GOOD_HEADERS)('accepts the header %j', (text) => {
    expect(messageOf(text)).toBe('accepted');
  });

  it.each(examples.GOOD_ENTRIES)('accepts the interaction %j', (text) => {
    expect(messageOf(`${HEADER}---\n${text}\n`)).toBe('accepted');
  });

  it.each([...examples.BAD_HEADERS, ...examples.BAD_WORLDS])(
    'refuses the header %j',
    (text, message) => {
      expect(messageOf(text)).toBe(message);
    },
  );

  it.each([...examples.BAD_ENTRIES, ...examples.BAD_EXPECTATIONS])(
    'refuses the interaction %j',
    (text, message) => {
      expect(messageOf(`${HEADER}---\n${text}\n`)).toBe(message);
    },
  );

  it.each([
    [
      '',
      'x.yaml:1: Failed to read the cassette: it is empty. Begin it with spintape: 1 and a name.',
    ],
    [
      `${HEADER}name: b`,
      'x.yaml:3: Failed to read the cassette: the key "name" is repeated. Remove one of the two.',
    ],
    [
      `${HEADER}---\n${CALL.replace('a.txt', 'a.txt, file_path: b')}`,
      'x.yaml:4: Failed to read the cassette: the key "file_path" is repeated. Remove one of the two.',
    ],
    [
      `${HEADER}---\n${CALL}\nstate: {set: {a: b}, delete: [a]}`,
      'x.yaml:5: Failed to read the cassette: the key "a" is changed twice. Name it once.',
    ],
    [
      `${HEADER}---\ncall: {component: a, tool: b, args: 0x1F}`,
      'x.yaml:4: Failed to read the cassette: 0x1F is not a number of JSON. Spell it as JSON does, or quote it.',
    ],
    [
      `${HEADER}---\ncall: {component: a, tool: b, args: {1: 2}}`,
      'x.yaml:4: Failed to read the cassette: a key is the number 1, not a string. Put it in quotes.',
    ],
    [
      `${HEADER}---\ncall: {component: a, tool: b, args: "\\ud800"}`,
      'x.yaml:4: Failed to read the cassette: half of a surrogate pair is not a character. Write characters beyond U+FFFF as such, or as \\U and eight digits.',
    ],
    [
      `${HEADER}origin: a <secret:B>`,
      'x.yaml:3: Failed to read the cassette: a <secret: that names no variable. Write <secret:name> with the name of a variable, or <secret:: for the literal text.',
    ],
    [
      `${HEADER}world: &a {}`,
      'x.yaml:3: Failed to read the cassette: anchors and aliases are not allowed. Write the value out.',
    ],
    [
      `${HEADER}world: *a`,
      'x.yaml:3: Failed to read the cassette: anchors and aliases are not allowed. Write the value out.',
    ],
    [
      `${HEADER}world: !!js/function {}`,
      'x.yaml:3: Failed to read the cassette: tags are not allowed. Remove the tag; put strings in quotes.',
    ],
    [
      `${HEADER}? [a]: b`,
      'x.yaml:3: Failed to read the cassette: a key is a collection. Use a string as the key.',
    ],
    [
      `${HEADER}world: {`,
      'x.yaml:3: Failed to read the cassette: the file ends in the middle of a document: the { that begins here is never closed. Close it, or restore the rest of the file.',
    ],
    [
      `${HEADER}---\n\0\0\0\0${CALL}`,
      'x.yaml:4: Failed to read the cassette: the recording breaks off here. Delete the file from this line on, or record it again.',
    ],
    [
      `${HEADER}---\n${'['.repeat(100_000)}`,
      'x.yaml:4: Failed to read the cassette: nested deeper than 120 levels. Give deeper JSON as text: instead of json:.',
    ],
  ])('refuses %j', (text, message) => {
    expect(messageOf(text)).toBe(message);
  });

  it('refuses JSON of too many values, however it is laid out', () => {
    const next = 'Give JSON as text: instead of json:, or make several calls of it.';
    for (const comma of [',', ', ']) {
      const args = `[${`1${comma}`.repeat(1_000_000)}1]`;
      const text = `${HEADER}---\ncall: {component: a, tool: b, args: ${args}}\n`;
      expect(messageOf(text)).toBe(
        `x.yaml:4: Failed to read the cassette: a document has more than 400000 pieces. ${next}`,
      );
    }
  });

  it('refuses too many comments before a document', () => {
    expect(messageOf('#\n'.repeat(300_000) + HEADER)).toBe(
      'x.yaml:200001: Failed to read the cassette: a document has more than 400000 pieces. Give JSON as text: instead of json:, or make several calls of it.',
    );
  });

  it('refuses a long document only where it is not laid out as recorded ones', () => {
    const text = `${HEADER}origin: 'a${' b'.repeat(1024 * 1024)}'\n`;
    expect(messageOf(text)).toBe('accepted');
    expect(messageOf(`${text}# edited\n`)).toBe(
      'x.yaml:3: Failed to read the cassette: a document that is not laid out as recorded ones is longer than 2097152 characters. Undo what was edited, or shorten it.',
    );
  });

  it('refuses too many interactions', () => {
    const text = HEADER + `---\n${CALL}\n`.repeat(3);
    expect(messageOf(text, { entryLimit: 2 })).toBe(
      'x.yaml:8: Failed to read the cassette: it has more than 2 interactions. Split it into several files.',
    );
  });

  it('refuses a body in another file if only a text is read', () => {
    const text = `${HEADER}---\n${CALL}\nresponse: {status: 200, sha256: ${'ab'.repeat(32)}}\n`;
    expect(messageOf(text)).toBe(
      'x.yaml:5: Failed to read the cassette: a body is in another file, and only this text is read. Read the cassette from its file, or give the body as json, text or base64.',
    );
  });

  it('refuses a text beyond the limit', () => {
    expect(messageOf(HEADER, { sizeLimit: 10 })).toBe(
      'x.yaml: Failed to read the cassette: it is larger than 10 bytes. Split it into several files.',
    );
  });

  it('distinguishes a newer format from an invalid file by its code', () => {
    expect(() => parseCassette('spintape: 2\nfuture: true', 'x.yaml')).toThrow(
      expect.objectContaining({ code: 'cassette-newer' }),
    );
  });

  it('reads files with the line ends of Windows as the same value', () => {
    const text = `${HEADER}---\n${CALL}\nresponse:\n  status: 200\n  text: |\n    a\n    b\n`;
    const onWindows = parseCassette(text.replaceAll('\n', '\r\n'), 'x.yaml');
    expect(onWindows).toEqual(parseCassette(text, 'x.yaml'));
  });

  it('answers any damaged file with a value or a clear error', () => {
    const damage = fc.array(
      fc.record({ at: fc.nat(), drop: fc.nat({ max: 5 }), insert: fc.string({ maxLength: 3 }) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(cassetteFile, damage, (file, edits) => {
        let text = printCassette(file, '');
        for (const { at, drop, insert } of edits) {
          const place = at % text.length;
          text = text.slice(0, place) + insert + text.slice(place + drop);
        }
        expect(messageOf(text)).toMatch(
          /^accepted$|^x\.yaml.*: Failed to read the cassette: .*[.?]$/s,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('answers any string with a value or a clear error', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(anything, (text) => {
        expect(messageOf(text)).toMatch(
          /^accepted$|^x\.yaml.*: Failed to read the cassette: .*[.?]$/s,
        );
      }),
    );
  });
});
