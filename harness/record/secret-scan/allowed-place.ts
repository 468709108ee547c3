/**
 * Tells whether a place is one that an allowance names. A `*` in the allowance stands for any
 * number: `step *, response body, $.items[*].token`.
 */
export function placeMatcher(allowed: string): (place: string) => boolean {
  const parts = allowed.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[0-9]+')}$`);
  return (place) => pattern.test(place);
}
