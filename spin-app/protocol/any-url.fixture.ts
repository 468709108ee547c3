import fc from 'fast-check';

/** Any web address, and much that is nearly one; `fc.webUrl` takes a second to set up its paths. */
export const anyUrl: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.string())
  .map(([scheme, host, rest]) => `${scheme}://${host}/${rest}`);
