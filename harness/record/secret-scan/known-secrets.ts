import type { SecretSwap } from '../../world/secrets/secret-swap.ts';
import type { SecretSearch } from './shapes/shape-finds.ts';

/** Finds the values of secret variables, in any form that the swap recognizes. */
export function knownSecrets(secrets: SecretSwap): SecretSearch['known'] {
  return (bytes, letters = 'exact') => {
    const swapped = letters === 'exact' ? secrets.inwardText(bytes) : secrets.inwardName(bytes);
    if (swapped === bytes) return undefined;
    let start = 0;
    while (bytes[start] === swapped[start]) start += 1;
    let rest = 0;
    const most = Math.min(bytes.length, swapped.length) - start;
    while (rest < most && bytes.at(-1 - rest) === swapped.at(-1 - rest)) rest += 1;
    return { index: start, length: bytes.length - rest - start };
  };
}
