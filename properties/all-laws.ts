import type { Law } from './law.ts';
import { sessionIsolation } from './laws/session-isolation.ts';

/** Every law, in the order in which they are checked. */
export const ALL_LAWS: readonly Law[] = [sessionIsolation];
