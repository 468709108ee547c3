import { createContext, Script } from 'node:vm';
import type { Instantiate } from './guest/component-cell.ts';

/** The globals of JavaScript that the glue uses; it has no others. */
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
 * Runs glue in its own context, which has JavaScript but nothing of Node: no `process`, `require`
 * or `import()`, no network and no timers, and no way to turn text into code. It shares this
 * thread's error classes and types with its imports, so that both recognise each other's errors.
 *
 * @throws Error when the text is not glue from jco.
 */
export function sealedGlue(glue: string): Instantiate {
  if (!EXPORT.test(glue)) throw new Error('the glue does not begin as jco begins it');
  const names = Object.keys(GIVEN).join(', ');
  const text =
    `'use strict'; (({ ${names} }) => { const globalThis = undefined;\n` +
    `${glue.replace(EXPORT, '')}\nreturn instantiate; })`;
  // The script has no callback for `import()`, so node:vm refuses it.
  const script = new Script(text, { filename: 'glue.js' });
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
  });
  return script.runInContext(context)(GIVEN);
}

/**
 * Removes the constructors of functions from this thread. The glue could reach them from every
 * object that it gets, and they make code that sees the thread's globals, such as `process`.
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
