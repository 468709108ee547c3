import { createHash } from 'node:crypto';

/** SHA-256 of lib/starlingmonkey_embedding.wasm in componentize-js 0.10.5. */
export const ENGINE_DIGEST = '01837409021204d484e0839dfaefde6773d9b15f1c58711539728ab29564ce25';

// From the assertion in `JS::AddPersistentRoot` to the end of that function, which stores the
// reason of the crash and then runs `unreachable`.
const ASSERTION = Buffer.from(
  '2002470d012002200028026c2001410c6c6a220041e8026a3602002002200041ec026a22002802002201360204' +
    '20012002360200200020023602000f0b2001410f10c401000b41b0dc8c0141bca9d300360200000b',
  'hex',
);
const UNREACHABLE_AT = ASSERTION.length - 2;
const NOP = 0x01;

/**
 * The JavaScript engine of componentize-js 0.10.5 with one instruction changed.
 *
 * As published, a component traps when its memory has grown since an earlier call of a Spin import:
 * the engine's `GetMemBuffer` then initialises a persistent root a second time, and SpiderMonkey
 * asserts that a root enters its list of roots only once. The root has its new value by then and is
 * in the list already, so it is right to continue. The patch turns the assertion's `unreachable`
 * into `nop`. See docs/decisions/0013-patched-engine.md.
 *
 * @throws Error for any engine but the one that was examined.
 */
export function patchedEngine(engine: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(engine).digest('hex');
  if (digest !== ENGINE_DIGEST) {
    throw new Error(
      `the engine of componentize-js has the digest ${digest}, not that of 0.10.5; ` +
        'see docs/decisions/0013-patched-engine.md, and find out whether it still needs the patch',
    );
  }
  const patched = Buffer.from(engine);
  patched[occurrence(patched) + UNREACHABLE_AT] = NOP;
  return patched;
}

function occurrence(engine: Buffer): number {
  const at = engine.indexOf(ASSERTION);
  if (at < 0 || engine.indexOf(ASSERTION, at + 1) >= 0) {
    throw new Error('This is a bug in Spintape: the place to patch in the engine is not unique.');
  }
  return at;
}
