/** Something that a component asked for, and that its manifest does not grant. */
export interface DeniedUse {
  readonly component: string;
  /**
   * - `host`: a request to a host that is not in `allowed_outbound_hosts`
   * - `store`: a label that is not in `key_value_stores`
   * - `variable`: a name that is not in its table of `variables`
   */
  readonly kind: 'host' | 'store' | 'variable';
  /** The origin of the host, such as `http://127.0.0.1:3000`, the label, or the name. */
  readonly name: string;
}

/** A text that two uses have in common exactly when they are the same. */
export function deniedKey({ component, kind, name }: DeniedUse): string {
  return JSON.stringify([component, kind, name]);
}
