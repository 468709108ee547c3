import { contractOf } from '../protocol/contract.ts';
import type { Owner } from '../protocol/mock-key.ts';
import type { Platform } from '../protocol/platform.ts';
import { type MockRules, mockRules } from './answer/mock-rules.ts';
import { MockStore } from './store/mock-store.ts';

/** What a route needs of the world besides its request. */
export interface Situation {
  readonly rules: MockRules;
  readonly platform: Platform;
  /** Opens the store late, so that a request that cannot be read is told that first. */
  readonly storeOf: (owner: Owner) => MockStore;
}

/** The situation of one request. */
export function situationOf(platform: Platform): Situation {
  return {
    rules: mockRules(contractOf(platform)),
    platform,
    storeOf: (owner) => new MockStore(platform.openStore('default'), owner),
  };
}
