/**
 * The error case of a WIT `result`, thrown by an import and lowered by the glue into the guest. It
 * is not an `Error`: a stack for every end of a stream would cost more than the import itself.
 */
export class ResultError {
  readonly payload: unknown;

  /** @param payload the error value, in the glue's representation of its WIT type */
  constructor(payload: unknown) {
    this.payload = payload;
  }
}

/** Ends the call: the guest asked for something that the host cannot or must not give. */
export class Trap extends Error {
  override readonly name = 'Trap';
}

/** Ends the call: it needs a component that the host cannot run. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** Ends the call without an outcome: the host has run out of a resource that it needs. */
export class HostFault extends Error {
  override readonly name = 'HostFault';
}
