import { Buffer } from 'node:buffer';
import type { StoreSnapshot } from '../../harness/internal.ts';

/** Whether two calls made the same changes of state. */
export function sameState(one: StoreSnapshot | undefined, other: StoreSnapshot | undefined) {
  return printed(one) === printed(other);
}

function printed(state: StoreSnapshot = new Map()): string {
  return JSON.stringify(
    [...state].map(([store, values]) => [
      store,
      [...values].map(([key, value]) => [key, value && Buffer.from(value).toString('base64')]),
    ]),
  );
}
