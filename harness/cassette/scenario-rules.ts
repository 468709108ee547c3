import { fault } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';

/**
 * Refuses what a call of a scenario has no use for, because only a recording can say it. A
 * forgotten `expect` would make a scenario that is always as expected.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function refuseRecorded(node: YamlNode): void {
  for (const [key] of node.kind === 'mapping' ? node.pairs : []) {
    if (!RECORDED_KEYS.includes(key.text)) continue;
    const next = DEMANDED_KEYS.includes(key.text)
      ? 'Put it under expect; or replay the file, if it is a cassette.'
      : 'Remove it.';
    throw fault(key, `a call of a scenario has no ${key.text} of its own`, next);
  }
}

const DEMANDED_KEYS = ['result', 'response', 'state'];
const RECORDED_KEYS = [...DEMANDED_KEYS, 'unreproducible'];
