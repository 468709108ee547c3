import { contractOf } from '../protocol/contract.ts';
import type { Platform } from '../protocol/platform.ts';
import { type MockRules, mockRules } from './answer/mock-rules.ts';
import { MockStore } from './store/mock-store.ts';
import type { Owner } from './store/owner.ts';

/** What a route that defines mocks needs besides its request. */
export interface Situation {
  readonly rules: MockRules;
  readonly platform: Platform;
  /** Opens the store late, so that a request that is refused touches nothing. */
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
