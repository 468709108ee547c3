/**
 * The lengths of a body's chunks after secrets and placeholders in it have been swapped. If a
 * secret spans a border, any border would reveal its length, so the body becomes one piece.
 *
 * @param swapped the body before and after, and the swap of a part of it
 */
export function swappedChunks(
  chunks: readonly number[] | undefined,
  swapped: { from: Uint8Array; to: Uint8Array; swap: (part: Uint8Array) => Uint8Array },
): readonly number[] | undefined {
  if (chunks === undefined) return undefined;
  const { from, to, swap } = swapped;
  let at = 0;
  const parts = chunks.map((length) => {
    at += length;
    return swap(from.subarray(at - length, at));
  });
  if (Buffer.compare(Buffer.concat(parts), to) !== 0) return undefined;
  return parts.map((part) => part.length);
}
