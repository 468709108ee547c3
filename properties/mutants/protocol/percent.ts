import * as real from '../../../spin-app/protocol/percent.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/percent.ts';

export function percentDecode(text: string): string {
  return isActive('cleanup-of-the-encoded-id') ? text : real.percentDecode(text);
}

export function percentEncode(text: string): string {
  return isActive('odd-session-breaks-down') ? encodeURIComponent(text) : real.percentEncode(text);
}
