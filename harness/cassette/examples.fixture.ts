/** A first document that is right. */
export const HEADER = 'spintape: 1\nname: vfs/read-back\n';
/** A call that is right. */
export const CALL = 'call: {component: vfs, tool: read_file, args: {file_path: a.txt}}';
const SENT = 'request: {method: GET, url: "https://a.test/"}';
// The content `{"a":1}` in gzip.
const GZIPPED = 'base64: H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA, decoded: {json: {a: 1}}';
const exchange = (fields: string) => `${CALL}\nexchanges:\n  - ${SENT}\n    ${fields}`;

/** First documents that both the parser and the JSON Schema accept. */
export const GOOD_HEADERS: readonly string[] = [
  HEADER,
  `${HEADER}origin: documented\napp: {name: tools, build: {vfs: abc}}`,
  `${HEADER}world: {}`,
  `${HEADER}world: {seed: 1, clock: 2026-11-21T09:00:00Z, variables: {a: <secret:a>}}`,
  `${HEADER}world: {files: {a.txt: hi}, store: {k: null, l: {base64: /w==}}, keep: [x-a]}`,
  `${HEADER}world: {stores: {other: {k: v}}}`,
  `${HEADER}world: {sessions: {s-1: {files: {a.txt: hi}}}}`,
  `${HEADER}world: {mock: {tools: [{name: t}], responses: {t: [1]}, fixtures: {t: [{match: {a: 1}, response: null}]}}}`,
  `${HEADER}world: {store-faults: [{operation: set}, {operation: get, store: o, prefix: vfs/, nth: 2, message: full}]}`,
  `${HEADER}allow-secrets: {'step 1, response body, $.token': revoked}`,
];

/** First documents that both refuse, with the parser's message. */
export const BAD_HEADERS: ReadonlyArray<readonly [text: string, message: string]> = [
  [
    `${HEADER}allow-secrets: [a]`,
    'x.yaml:3: Failed to read the cassette: allow-secrets is a list, not a map. Give a map.',
  ],
  [
    `${HEADER}allow-secrets:\n  a: ' '`,
    'x.yaml:4: Failed to read the cassette: a reason is empty. Say why it may stay.',
  ],
  [
    'name: a',
    'x.yaml:1: Failed to read the cassette: the first document has no spintape. Begin it with spintape: 1.',
  ],
  ['spintape: 1', 'x.yaml:1: Failed to read the cassette: name is missing. Add name.'],
  [
    'spintape: 1\nname: 7',
    'x.yaml:2: Failed to read the cassette: name is the number 7, not a string. Put it in quotes.',
  ],
  [
    'spintape: "1"\nname: a',
    'x.yaml:1: Failed to read the cassette: the value of spintape is the string "1". Write the number: spintape: 1.',
  ],
  [
    'spintape: 2\nname: a',
    'x.yaml:1: Failed to read the cassette: it has format 2, newer than 1. Update spintape, or record the cassette again with this version.',
  ],
  [
    `${HEADER}wrold: {}`,
    'x.yaml:3: Failed to read the cassette: the header has no key "wrold". Did you mean world?',
  ],
  [
    `${HEADER}app: {name: a}`,
    'x.yaml:3: Failed to read the cassette: build is missing. Add build.',
  ],
  [
    `${HEADER}world: []`,
    'x.yaml:3: Failed to read the cassette: the world is a list, not a map. Give a map.',
  ],
  [
    `${HEADER}world: {seed: -1}`,
    'x.yaml:3: Failed to read the cassette: seed is the number -1, not a whole number from 0 to 9007199254740991. Give a whole number from 0 to 9007199254740991.',
  ],
  [
    `${HEADER}world:\n  seed: 1.5`,
    'x.yaml:4: Failed to read the cassette: seed is the number 1.5, not a whole number from 0 to 9007199254740991. Give a whole number from 0 to 9007199254740991.',
  ],
  [
    `${HEADER}world: {clock: 2026-02-31T09:00:00Z}`,
    'x.yaml:3: Failed to read the cassette: clock "2026-02-31T09:00:00Z" is not a time. Write UTC as 2026-11-21T09:00:00Z, with .123 before the Z for milliseconds.',
  ],
  [
    `${HEADER}world: {clock: 2026-02-01T09:00:00+01:00}`,
    'x.yaml:3: Failed to read the cassette: clock "2026-02-01T09:00:00+01:00" is not a time. Write UTC as 2026-11-21T09:00:00Z, with .123 before the Z for milliseconds.',
  ],
  [
    `${HEADER}world: {variables: {a: true}}`,
    'x.yaml:3: Failed to read the cassette: a value of variables is true, not a string. Put it in quotes.',
  ],
  [
    `${HEADER}world: {stores: {default: {k: v}}}`,
    'x.yaml:3: Failed to read the cassette: the store default is listed under stores. Give it by itself, not here.',
  ],
];

/** First documents of a world that both refuse, with the parser's message. */
export const BAD_WORLDS: ReadonlyArray<readonly [text: string, message: string]> = [
  [
    `${HEADER}world: {sessions: {s-1: {}}}`,
    'x.yaml:3: Failed to read the cassette: files is missing. Add files.',
  ],
  [
    `${HEADER}world: {mock: {toolz: []}}`,
    'x.yaml:3: Failed to read the cassette: mock has no key "toolz". Did you mean tools?',
  ],
  [
    `${HEADER}world:\n  mock:\n    fixtures: {t: [{match: {}}]}`,
    'x.yaml:5: Failed to read the cassette: response is missing. Add response.',
  ],
  [
    `${HEADER}world: {store-faults: [{operation: read}]}`,
    'x.yaml:3: Failed to read the cassette: a store has no operation "read". Use one of get, set, delete, exists, keys.',
  ],
  [
    `${HEADER}world: {store-faults: [{operation: get, nth: 0}]}`,
    'x.yaml:3: Failed to read the cassette: nth is the number 0, not a whole number from 1 to 9007199254740991. Give a whole number from 1 to 9007199254740991.',
  ],
];

/** Expectations that both refuse, with the parser's message; they are in line 5. */
export const BAD_EXPECTATIONS: ReadonlyArray<readonly [expect: string, message: string]> = [
  ['{}', 'expect is empty. Add result, response, partial, status or state.'],
  ['{partail: 1}', 'expect has no key "partail". Did you mean partial?'],
  [
    '{result: {result: 1}, partial: 1}',
    'expect has both the whole answer and a part of it. Keep result or response, which say all of it; or keep status and partial.',
  ],
  ['{partial: {$match: a}}', 'there is no matcher "$match". Did you mean $matches?'],
  [
    '{partial: {$matches: a, b: 1}}',
    'the matcher $matches has other keys next to it. Remove them, or put a member of that name into $exactly.',
  ],
  [
    '{partial: {a: {$matches: "("}}}',
    '$matches is not a regular expression: Invalid regular expression: /(/u: Unterminated group. Correct the expression.',
  ],
  [
    '{partial: {$type: text}}',
    '$type is "text", which is not a type. Use one of string, number, integer, boolean, null, object, array.',
  ],
  [
    '{partial: {$absent: false}}',
    '$absent is false. Write $absent: true, or leave the member out.',
  ],
  ['{state: {set: {a: {b: 1}}}}', 'the value of a store has no key "b". Use one of base64.'],
].map(([expect = '', message = '']) => [
  `${CALL}\nexpect: ${expect}`,
  `x.yaml:5: Failed to read the cassette: ${message}`,
]);

/** Interactions that both the parser and the JSON Schema accept. */
export const GOOD_ENTRIES: readonly string[] = [
  CALL,
  `at: 2026-11-21T09:00:00.123Z\n${CALL}\nresult: {success: true, result: hi, error_type: null}`,
  'call: {component: mock, tool: t, arguments: [1.0, 1e400, ~]}\nresult: {result: null}',
  'call: {component: vfs, session: "", tool: "", args: null}',
  'request: {method: GET, path: /vfs/health}\nresponse: {status: 200}',
  'request: {method: POST, path: /, headers: {a: b, c: [d, e]}, text: ""}\nresponse: {status: 404, base64: /w==}',
  `${CALL}\nexpect: {result: {success: false, result: no, error_type: FileNotFound}}`,
  `${CALL}\nexpect: {response: {status: 400, json: {error: no}}}`,
  `${CALL}\nexpect: {status: 400, partial: {error: {$matches: '^no'}, b: [1, {$type: integer}], c: {$absent: true}}}`,
  `${CALL}\nexpect: {partial: {result: {$json: {$contains: {$exactly: {$a: 1}}}}}}`,
  `${CALL}\nexpect: {result: {result: 1}, state: {}}`,
  `${CALL}\nexpect: {state: {set: {a: b, c: {$json: {d: 1}}, e: {base64: /w==}}, delete: [f], stores: {o: {set: {a: b}}}}}`,
  `${CALL}\ngiven: {store: {a: null, b: c}, stores: {x: {}}}\nstate: {set: {a: b}, delete: [c], stores: {x: {delete: [d]}}}`,
  `${CALL}\nexchanges: []`,
  exchange('response: {status: 200, json: [1]}'),
  exchange('response: {status: 200}\n    cut: 3'),
  exchange('response: {status: 200}\n    cut: 3\n    after: 20.000001ms'),
  exchange('response: {status: 200}\n    cut: 3\n    error: connection-read-timeout'),
  exchange("response: {status: 200, chunks: ['data: 1', {base64: /w==}]}"),
  exchange(`response: {status: 200, headers: {content-encoding: gzip}, ${GZIPPED}}`),
  `${CALL}\nexchanges:\n  - request: {method: patch, url: "https://a.test/"}\n    error: DNS-error`,
  exchange('error: DNS-timeout'),
  exchange('error: DNS-timeout\n    after: 0ms'),
  exchange('lost-to-timer: 1000.5ms'),
  `${CALL}\nresult: {result: null}\nunreproducible: {import: key-value, detail: a key changed}`,
];

/** Interactions that both refuse, with the parser's message; they begin in line 4. */
export const BAD_ENTRIES: ReadonlyArray<readonly [text: string, message: string]> = [
  [
    'at: 2026-11-21T09:00:00Z',
    'x.yaml:4: Failed to read the cassette: an interaction has no call. Add call, or request for any other HTTP.',
  ],
  [
    'hello',
    'x.yaml:4: Failed to read the cassette: an interaction is a string, not a map. Give a map.',
  ],
  [
    `${CALL}\nunreproducible: {import: clock}`,
    'x.yaml:5: Failed to read the cassette: detail is missing. Add detail.',
  ],
  [
    `${CALL}\nunreproducible: {import: disk, detail: full}`,
    'x.yaml:5: Failed to read the cassette: there is no import "disk". Use one of clock, random, key-value, variables, outbound-http, instance, limits.',
  ],
  [
    `${CALL}\nrefused: [{component: vfs}]`,
    'x.yaml:5: Failed to read the cassette: a refused use has not exactly one of host, store or variable. Give host, store or variable.',
  ],
  [
    `${CALL}\nrefused: [{host: 'http://a.test'}]`,
    'x.yaml:5: Failed to read the cassette: component is missing. Add component.',
  ],
  [
    `${CALL}\nprinted: [{component: vfs, stdout: a, stderr: b}]`,
    'x.yaml:5: Failed to read the cassette: a printed line has not exactly one of stdout or stderr. Give stdout or stderr.',
  ],
  [
    `${CALL}\nexchagnes: []`,
    'x.yaml:5: Failed to read the cassette: an interaction has no key "exchagnes". Did you mean exchanges?',
  ],
  [
    `${CALL}\nzebra: []`,
    'x.yaml:5: Failed to read the cassette: an interaction has no key "zebra". Use one of at, call, request, expect, given, exchanges, result, response, state, refused, printed, unreproducible.',
  ],
  [
    `${CALL}\nrequest: {method: GET, path: /}`,
    'x.yaml:5: Failed to read the cassette: an interaction has both a call and a request. Keep one of the two.',
  ],
  [
    `${CALL}\nat: 2026-11-21 09:00:00`,
    'x.yaml:5: Failed to read the cassette: at "2026-11-21 09:00:00" is not a time. Write UTC as 2026-11-21T09:00:00Z, with .123 before the Z for milliseconds.',
  ],
  [
    `${CALL}\nresult: {result: 1}\nresponse: {status: 200}`,
    'x.yaml:6: Failed to read the cassette: both a result and a response are given. Keep one of the two.',
  ],
  [
    `${CALL}\nresult: {success: true, result: hi}`,
    'x.yaml:5: Failed to read the cassette: error_type is missing. Add error_type.',
  ],
  [
    `${CALL}\nresult: {success: true, result: 1, error_type: null}`,
    'x.yaml:5: Failed to read the cassette: result is the number 1, not a string. Put it in quotes.',
  ],
  [
    `${CALL}\nresponse: {status: 20}`,
    'x.yaml:5: Failed to read the cassette: status is the number 20, not a whole number from 100 to 999. Give a whole number from 100 to 999.',
  ],
  [
    `${CALL}\nresponse: {}`,
    'x.yaml:5: Failed to read the cassette: status is missing. Add status.',
  ],
  [
    `${CALL}\nresponse:\n  status: 200\n  json: 1\n  text: a`,
    'x.yaml:8: Failed to read the cassette: a body is given twice. Keep one of json, text, base64 and sha256.',
  ],
  [
    `${CALL}\nresponse: {status: 200, base64: abc}`,
    'x.yaml:5: Failed to read the cassette: not base64. Encode the bytes as in RFC 4648, section 4, with padding.',
  ],
  [
    `${CALL}\nresponse: {status: 200, sha256: abc}`,
    'x.yaml:5: Failed to read the cassette: sha256 "abc" is not a SHA-256 digest. Write 64 hexadecimal digits in lower case: the name of the file with the body.',
  ],
  [
    `${CALL}\nresponse: {status: 200, headers: {Date: x}}`,
    'x.yaml:5: Failed to read the cassette: "Date" is not the name of a header in lower case. Write the name of an HTTP field in lower case.',
  ],
  [
    `${CALL}\nresponse: {status: 200, headers: {a: []}}`,
    'x.yaml:5: Failed to read the cassette: a header without a value. Give a value, or remove the header.',
  ],
  [
    `${CALL}\nresponse: {status: 200, headers: {a: 1}}`,
    'x.yaml:5: Failed to read the cassette: a header is the number 1, not a string. Put it in quotes.',
  ],
  ['request: {path: /}', 'x.yaml:4: Failed to read the cassette: method is missing. Add method.'],
  [
    'request: {method: get, path: /}',
    'x.yaml:4: Failed to read the cassette: method "get" must be an HTTP method in upper case. Write GET.',
  ],
  [
    'request: {method: GET, path: a}',
    'x.yaml:4: Failed to read the cassette: path "a" must begin with /. Write "/a".',
  ],
  [
    'call: {component: vfs, tool: a}',
    'x.yaml:4: Failed to read the cassette: args is missing. Add args.',
  ],
  [
    'call: {component: vfs, tool: a, args: {}, arguments: {}}',
    'x.yaml:4: Failed to read the cassette: a call mixes two styles. Keep only arguments (MCP style), or args with a session (component style).',
  ],
  [
    'call: {component: vfs, session: s, tool: a, arguments: {}}',
    'x.yaml:4: Failed to read the cassette: a call mixes two styles. Keep only arguments (MCP style), or args with a session (component style).',
  ],
  [
    'call: {component: a/b, tool: a, args: {}}',
    'x.yaml:4: Failed to read the cassette: component "a/b" is not a name. Use letters, digits, hyphens; or use request.',
  ],
  [
    `${CALL}\nstate: {stores: {default: {delete: [d]}}}`,
    'x.yaml:5: Failed to read the cassette: the store default is listed under stores. Give it by itself, not here.',
  ],
  [
    `${CALL}\nstate: {set: {a: null}}`,
    'x.yaml:5: Failed to read the cassette: the value of a store is null, not a string. Put it in quotes.',
  ],
  [
    exchange(''),
    'x.yaml:6: Failed to read the cassette: an exchange without an answer. Add one of response, error and lost-to-timer.',
  ],
  [
    exchange('error: a b'),
    'x.yaml:7: Failed to read the cassette: there is no error "a b". Use a case of error-code in wasi:http/types@0.2.0, such as connection-refused.',
  ],
  [
    exchange('error: conection-refused'),
    'x.yaml:7: Failed to read the cassette: there is no error "conection-refused". Did you mean connection-refused?',
  ],
  [
    exchange('response: {status: 200}\n    cut: 3\n    error: dns-timeout'),
    'x.yaml:9: Failed to read the cassette: there is no error "dns-timeout". Did you mean DNS-timeout?',
  ],
  [
    exchange('error: a\n    response: {status: 200}'),
    'x.yaml:7: Failed to read the cassette: an exchange ends in two ways. Keep one of response, error and lost-to-timer.',
  ],
  [
    exchange('error: a\n    cut: 3'),
    'x.yaml:8: Failed to read the cassette: cut without a response. Add the response, with the bytes that arrived.',
  ],
  [
    exchange("response: {status: 200, text: a, chunks: ['a', 'b']}"),
    'x.yaml:7: Failed to read the cassette: a body is given twice. Keep chunks, or write the body in one piece.',
  ],
  [
    exchange('response: {status: 200, chunks: [1]}'),
    'x.yaml:7: Failed to read the cassette: a chunk is the number 1, not a string. Put it in quotes.',
  ],
  [
    exchange("response: {status: 200, chunks: ['']}"),
    'x.yaml:7: Failed to read the cassette: a chunk is empty. Remove it.',
  ],
  [
    exchange('response: {status: 200, decoded: {text: a}}'),
    'x.yaml:7: Failed to read the cassette: decoded is given without base64. Write the body as json, text or base64.',
  ],
  [
    exchange('lost-to-timer: 1ms\n    error: DNS-error'),
    'x.yaml:7: Failed to read the cassette: an exchange ends in two ways. Keep one of response, error and lost-to-timer.',
  ],
  [
    exchange('lost-to-timer: 1ms\n    after: 1ms'),
    'x.yaml:8: Failed to read the cassette: after without an answer. Add the response or the error that came.',
  ],
  [
    exchange('response: {status: 200}\n    after: 20'),
    'x.yaml:8: Failed to read the cassette: after is the number 20, not a string. Put it in quotes.',
  ],
  [
    exchange('lost-to-timer: 1s'),
    'x.yaml:7: Failed to read the cassette: lost-to-timer "1s" is not a duration. Write milliseconds as 1000ms.',
  ],
  [
    `${CALL}\nexchanges: {}`,
    'x.yaml:5: Failed to read the cassette: exchanges is a map, not a list. Give a list.',
  ],
];
