type Import = (...args: never[]) => unknown;

/** A function that stays the same for a core instance, although what it calls is replaced. */
export interface Forwarder {
  target: Import;
}

/**
 * The stable function of a forwarder. Each arity has its own body, because collecting arguments
 * into an array on every call would cost as much as most imports do.
 */
export function forwardingFunction(forwarder: Forwarder): Import {
  const call = forwarder as { target: (...args: unknown[]) => unknown };
  switch (forwarder.target.length) {
    case 0:
      return () => call.target();
    case 1:
      return (a: unknown) => call.target(a);
    case 2:
      return (a: unknown, b: unknown) => call.target(a, b);
    case 3:
      return (a: unknown, b: unknown, c: unknown) => call.target(a, b, c);
    case 4:
      return (a: unknown, b: unknown, c: unknown, d: unknown) => call.target(a, b, c, d);
    default:
      return (...args: unknown[]) => call.target(...args);
  }
}
