import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sealedGlue } from './sealed-glue.ts';

const MODULE = new URL('../../../dist/harness/host/embedded/sealed-glue.js', import.meta.url).href;

/** What an expression gives inside glue, in a process that cannot turn text into code. */
function insideGlue(expression: string): string {
  const glue = `export function instantiate(getCoreModule, imports) { return ${expression}; }`;
  const script =
    `const { sealedGlue, forbidCodeFromText } = await import(${JSON.stringify(MODULE)});` +
    'forbidCodeFromText(); try {' +
    `  const value = sealedGlue(${JSON.stringify(glue)})(() => 1, { async f() {}, *g() {} });` +
    '  process.stdout.write(String(await value));' +
    '} catch (error) { process.stdout.write(error.name); }';
  return spawnSync(process.execPath, ['--input-type=module', '-e', script]).stdout.toString();
}

describe('sealedGlue', () => {
  it.each([
    'typeof process',
    'typeof require',
    'typeof fetch',
    'typeof setTimeout',
    'typeof globalThis',
    'typeof this',
  ])('has no %s', (expression) => {
    expect(insideGlue(expression)).toBe('undefined');
  });

  it.each([
    ["(0, eval)('1')", 'EvalError'],
    ["new Function('return 1')()", 'EvalError'],
    ["getCoreModule.constructor('return process')()", 'EvalError'],
    ["Error.constructor('return process')()", 'EvalError'],
    ["imports.f.constructor('return process')()", 'EvalError'],
    ["imports.g.constructor('return process')()", 'EvalError'],
    ["Reflect.construct(Error.constructor, ['return process'])", 'TypeError'],
    ["import('node:fs')", 'TypeError'],
    ['new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))', 'CompileError'],
  ])('refuses %s', (expression, error) => {
    expect(insideGlue(expression)).toBe(error);
  });

  it('shares its errors and types with its imports', () => {
    const glue =
      'export function instantiate(getCoreModule) {' +
      ' try { getCoreModule(); } catch (error) { return [error instanceof TypeError, new Uint8Array(1)]; } }';
    const fail = (): never => {
      throw new TypeError('no');
    };
    const [isSame, bytes] = sealedGlue(glue)(fail, {}, fail) as unknown as [boolean, unknown];
    expect([isSame, bytes instanceof Uint8Array]).toEqual([true, true]);
  });

  it('refuses text that is not from jco', () => {
    expect(() => sealedGlue('globalThis.x = 1')).toThrow('does not begin as jco begins it');
  });
});
