import { describe, expect, it } from 'vitest';
import { exhaustion } from './exhaustion.ts';

function coded(code: string): Error {
  return Object.assign(new Error(code), { code });
}

describe('exhaustion', () => {
  it.each([
    coded('EMFILE'),
    coded('ENFILE'),
    coded('ENOMEM'),
    coded('ERR_WORKER_OUT_OF_MEMORY'),
    coded('ERR_WORKER_INIT_FAILED'),
    new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory'),
    new RangeError('WebAssembly.Memory(): could not allocate memory'),
    new RangeError('Array buffer allocation failed'),
    new DOMException('Data cannot be cloned, out of memory.', 'DataCloneError'),
  ])('is seen in %s', (error) => {
    expect(exhaustion(error)).toMatch(/no more/);
  });

  it.each([
    coded('ECONNREFUSED'),
    coded('ENOSPC'),
    new RangeError('Maximum call stack size exceeded'),
    new WebAssembly.RuntimeError('memory access out of bounds'),
    new Error('the component says: out of memory'),
    'EMFILE',
  ])('is not seen in %s', (error) => {
    expect(exhaustion(error)).toBeUndefined();
  });
});
