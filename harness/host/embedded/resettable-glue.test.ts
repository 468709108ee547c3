import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { resettableGlue } from './resettable-glue.ts';
import { sealedGlue } from './sealed-glue.ts';

/** Glue of two resources in the form of jco 1.13, whose exports show what it keeps. */
const GLUE = `export function instantiate(getCoreModule, imports, instantiateCore) {
  const T_FLAG = 1 << 30;
  let utf8EncodedLen = 0;
  let curResourceBorrows = [];
  const handleTables = [];
  let gen = (function* init () {
    let exports0;
    const handleTable0 = [T_FLAG, 0];
    const captureTable0= new Map();
    let captureCnt0 = 0;
    handleTables[0] = handleTable0;
    const handleTable7 = [T_FLAG, 0];
    const captureTable7= new Map();
    let captureCnt7 = 0;
    handleTables[7] = handleTable7;
    function take() {
      curResourceBorrows.push(1);
      captureTable7.set(++captureCnt7, 'resource');
      handleTable7[0] = 5;
      handleTable7.push(0, captureCnt7);
    }
    const kept = {
      take,
      show: () => ({ handleTable7, captured: captureTable7.size, captureCnt7, curResourceBorrows }),
    };

    return { incomingHandler: kept,  };
  })();
  let promise, resolve, reject;
  return gen.next().value;
}
`;

interface SampleGlue {
  readonly incomingHandler: { take(): void; show(): object };
  resetGlue(): void;
}

function sample(glue: string): SampleGlue {
  const core = (): never => expect.fail('it has no cores');
  return sealedGlue(glue)(core, {}, core) as unknown as SampleGlue;
}

describe('resettableGlue', () => {
  it('gives the exports a function that forgets all resources', () => {
    const { incomingHandler: kept, resetGlue } = sample(resettableGlue(GLUE) ?? '');
    const pristine = structuredClone(kept.show());
    kept.take();
    kept.take();
    expect(kept.show()).toEqual({
      ...{ handleTable7: [5, 0, 0, 1, 0, 2], captured: 2 },
      ...{ captureCnt7: 2, curResourceBorrows: [1, 1] },
    });
    resetGlue();
    expect(kept.show()).toEqual(pristine);
  });

  it('adds to the text and removes nothing', () => {
    const reset = /resetGlue: .* (?=\};\n)/;
    expect((resettableGlue(GLUE) ?? '').replace(reset, '')).toBe(GLUE);
  });

  it.each(['vfs', 'mock', 'github', 'gateway'])(
    'knows everything that the glue of %s keeps',
    (name) => {
      const path = `../../../spin-app/dist/${name}.prepared/glue.mjs`;
      const glue = readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
      expect(resettableGlue(glue)).toMatch(/ resetGlue: \(\) => \{ curResourceBorrows = \[\]; /);
    },
  );

  it.each([
    [
      'a variable that it does not know',
      '    let exports0;',
      '    let exports0;\n    let calls = 0;',
    ],
    ['a collection that it does not know', '    let exports0;', '    const seen = new Set();'],
    ['a table with another beginning', 'handleTable7 = [T_FLAG, 0]', 'handleTable7 = [T_FLAG, 1]'],
    ['a resource without a counter', '    let captureCnt7 = 0;\n', ''],
    ['a resource whose numbers differ', 'let captureCnt7 = 0;', 'let captureCnt8 = 0;'],
    ['no list of borrows', '  let curResourceBorrows = [];\n', ''],
    ['another end', '  let promise, resolve, reject;\n', '  let promise;\n'],
  ])('refuses glue with %s', (_, text, other) => {
    expect(GLUE).toContain(text);
    expect(resettableGlue(GLUE.replace(text, other))).toBeUndefined();
  });
});
