import type { Platform } from './platform.ts';

/**
 * Whose contract the components speak: Spintape's own, or that of DeepFabric 4's components, which
 * exists so that rows recorded with them are judged by the behaviour that they were recorded with.
 */
export type Contract = 'spintape' | 'deepfabric-4';

/** The contract that the component variable `contract` chooses; anything unknown is `spintape`. */
export function contractOf(platform: Platform): Contract {
  return platform.variable('contract') === 'deepfabric-4' ? 'deepfabric-4' : 'spintape';
}
