import fc from 'fast-check';
import type { PureLaw, ServiceLaw } from './law.ts';
import { Violation } from './violation.ts';

/** A law that does not hold for numbers of two digits and more. */
export const smallNumbers: PureLaw<number> = {
  name: 'small-numbers',
  statement: 'A number is small.',
  needs: 'nothing',
  runs: { quick: 100, full: 10_000, long: 100_000 },
  values: fc.nat(1_000),
  lists: [],
  holds: (value) => {
    if (value > 9) throw new Violation(`${value} is large`);
  },
};

/** A law that holds. */
export const numbersAreEqual: PureLaw<number> = {
  ...smallNumbers,
  name: 'numbers-are-equal',
  statement: 'A number is equal to itself.',
  holds: () => undefined,
};

/** A law that itself fails. */
export const faultyLaw: PureLaw<number> = {
  ...smallNumbers,
  name: 'faulty-law',
  holds: () => {
    throw new TypeError('no law');
  },
};

/** A law of services, without a service to check. */
export const serviceLaw: ServiceLaw<number> = {
  ...smallNumbers,
  name: 'service-law',
  needs: 'service',
  holds: async () => undefined,
};
