import { HarnessError } from '../errors.ts';
import { pointer } from '../world/places.ts';
import type { CassetteEntry } from './cassette-file.ts';
import { fault } from './yaml/yaml-fault.ts';
import type { YamlNode } from './yaml/yaml-node.ts';

/**
 * Refuses keys of a scenario's call that only a recording can have. A forgotten `expect` would make
 * a scenario that always passes.
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

/**
 * Refuses answers that break off after more bytes than they have: they would arrive completely
 * before the break, which is a different fault from the intended one.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function refuseLateCuts({
  exchanges,
  exchangePlaces,
}: Pick<CassetteEntry, 'exchanges' | 'exchangePlaces'>): void {
  for (const [index, { outcome }] of exchanges.entries()) {
    if (outcome.kind !== 'response' || outcome.cut === undefined) continue;
    const { length } = outcome.response.body;
    if (outcome.cut <= length) continue;
    throw new HarnessError({
      code: 'cassette-invalid',
      problem:
        `Failed to read the scenario: cut is ${outcome.cut}, ` +
        `more than the ${length} bytes of the body`,
      next: `Give a whole number from 0 to ${length}.`,
      ...exchangePlaces?.get(pointer(index, 'cut')),
    });
  }
}

const DEMANDED_KEYS = ['result', 'response', 'state'];
const RECORDED_KEYS = [...DEMANDED_KEYS, 'refused', 'printed', 'unreproducible'];
