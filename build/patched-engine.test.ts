import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patchedEngine } from './patched-engine.ts';

const engine = readFileSync(
  'node_modules/@fermyon/spin-sdk/node_modules/@bytecodealliance/componentize-js/lib/starlingmonkey_embedding.wasm',
);

describe('the patched engine', () => {
  it('differs from the published one in one instruction: nop in place of unreachable', async () => {
    const patched = patchedEngine(engine);
    const changed = [...engine.keys()].filter((at) => engine[at] !== patched[at]);
    expect(changed.map((at) => [engine[at], patched[at]])).toEqual([[0x00, 0x01]]);
    await expect(WebAssembly.compile(Buffer.from(patched))).resolves.toBeDefined();
  });

  it('is made from this engine only', () => {
    expect(() => patchedEngine(engine.subarray(0, 100))).toThrow(
      /^the engine of componentize-js has the digest [0-9a-f]{64}, not that of 0\.10\.5; see docs\/decisions\/0013-patched-engine\.md/,
    );
  });
});
