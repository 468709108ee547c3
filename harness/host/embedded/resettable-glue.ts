/** What the glue declares for a resource: tables and a counter, by number. */
const RESOURCE = /^const (handleTable|captureTable)(\d+) ?= ?(?:\[T_FLAG, 0\]|new Map\(\));$/;
const COUNTER = /^let captureCnt(\d+) = 0;$/;

const BORROWS = '\n  let curResourceBorrows = [];\n';

/** The last statement of the function that returns the exports, and the lines after it. */
const EXPORTS = / \};\n {2}\}\)\(\);\n {2}let promise, resolve, reject;\n/g;

/** Declarations besides resources that may keep what an earlier call left in them. */
const KNOWN = [
  // Reset.
  /^let curResourceBorrows = \[\];$/,
  // Set when the cores are instantiated, and not changed after that.
  /^let (?:exports|memory|realloc|postReturn)\d+;$/,
  /^let \w+Handle;$/,
  /^let gen = \(function\* init \(\) \{$/,
  /^let promise, resolve, reject;$/,
  // Written before it is read.
  /^let utf8EncodedLen = 0;$/,
  // Replaced when the buffer is.
  /^let dv = new DataView\(new ArrayBuffer\(\)\);$/,
  // Local to `utf8Encode`.
  /^let (?:buf|ptr) = /,
  // The same for all calls.
  /^const handleTables = \[\];$/,
  /^const \w+ = \{$/,
  /^const utf8(?:En|De)coder = new Text(?:En|De)coder\(\);$/,
];

const DECLARATION = /^ {2,4}(?:let |var |const \w+ ?= ?(?:new |\[|\{))/;

/**
 * The same glue with one more export: `resetGlue` forgets all resources, so that one instance of
 * the glue serves all calls as well as a new one for each call would.
 *
 * This is safe only if every variable that the glue keeps between calls is known. If the glue has
 * anything that jco 1.13 does not write for components of wasi:http, the result is undefined, and
 * each call needs a new instance of the glue.
 */
export function resettableGlue(glue: string): string | undefined {
  const resources = { handleTable: new Set(), captureTable: new Set(), captureCnt: new Set() };
  for (const line of glue.split('\n')) {
    if (!DECLARATION.test(line)) continue;
    const declaration = line.trimStart();
    const [, kind, number] = RESOURCE.exec(declaration) ?? [];
    const counter = COUNTER.exec(declaration)?.[1];
    if (kind === 'handleTable' || kind === 'captureTable') resources[kind].add(number);
    else if (counter !== undefined) resources.captureCnt.add(counter);
    else if (!KNOWN.some((form) => form.test(declaration))) return undefined;
  }
  const numbers = [...resources.handleTable];
  const isWhole = Object.values(resources).every(
    (found) => found.size === numbers.length && numbers.every((number) => found.has(number)),
  );
  const hasBorrows = glue.split(BORROWS).length === 2;
  if (!isWhole || !hasBorrows || [...glue.matchAll(EXPORTS)].length !== 1) return undefined;
  const statements = numbers.map(
    (number) =>
      `handleTable${number}.length = 2; handleTable${number}[0] = T_FLAG; ` +
      `handleTable${number}[1] = 0; captureTable${number}.clear(); captureCnt${number} = 0;`,
  );
  const reset = `resetGlue: () => { curResourceBorrows = []; ${statements.join(' ')} }`;
  return glue.replace(EXPORTS, (end) => ` ${reset}${end}`);
}
