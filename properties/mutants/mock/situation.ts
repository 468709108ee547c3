import * as real from '../../../spin-app/mock/situation.ts';
import type { Platform } from '../../../spin-app/protocol/platform.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/mock/situation.ts';

export function situationOf(platform: Platform): real.Situation {
  const situation = real.situationOf(platform);
  if (!isActive('mocks-without-sessions')) return situation;
  return { ...situation, storeOf: () => situation.storeOf(null) };
}
