import { createContext, Script } from 'node:vm';
import type { Instantiate } from './guest/component-cell.ts';

/** What the glue names of JavaScript itself; all else that it names is not there. */
const GIVEN = {
  ArrayBuffer,
  BigInt,
  DataView,
  Error,
  Map,
  Number,
  Object,
  Promise,
  RangeError,
  String,
  Symbol,
  TextDecoder,
  TextEncoder,
  TypeError,
  Uint8Array,
};

const EXPORT = /^export (?=function instantiate\()/;

/**
 * Runs glue where it finds JavaScript and nothing of Node: in a context of its own, without
 * `process`, `require`, `import()`, the network or timers, and where no text becomes code. The
 * errors and types that it shares with its imports are this thread's own, so that an error is the
 * same for both.
 *
 * @throws Error when the text is not what jco makes.
 */
export function sealedGlue(glue: string): Instantiate {
  if (!EXPORT.test(glue)) throw new Error('the glue does not begin as jco begins it');
  const names = Object.keys(GIVEN).join(', ');
  const text =
    `'use strict'; (({ ${names} }) => { const globalThis = undefined;\n` +
    `${glue.replace(EXPORT, '')}\nreturn instantiate; })`;
  // Without a callback for it, `import()` in a script of node:vm is refused.
  const script = new Script(text, { filename: 'glue.js' });
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
  });
  return script.runInContext(context)(GIVEN);
}

/**
 * Takes the constructors of functions away from this thread. Every object that the glue is given
 * leads to them, and they make code that sees the thread's globals, `process` among them.
 */
export function forbidCodeFromText(): void {
  const refuse = () => {
    throw new EvalError('Code generation from strings disallowed in a worker of Spintape');
  };
  const kinds = [
    () => undefined,
    async () => undefined,
    function* () {
      yield undefined;
    },
    async function* () {
      yield undefined;
    },
  ];
  for (const kind of kinds) {
    Object.defineProperty(Object.getPrototypeOf(kind), 'constructor', {
      value: refuse,
      writable: false,
      configurable: false,
    });
  }
}
