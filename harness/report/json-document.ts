/** The beginning of every document for programs. */
export interface DocumentHead {
  /** The command that printed it. */
  readonly command: string;
  /** Whether everything was as expected. */
  readonly ok: boolean;
}

/**
 * A document of `--json`: the same bytes for the same values.
 *
 * @param members what follows the head, in this order
 */
export function jsonDocument({ command, ok }: DocumentHead, members: object): string {
  return `${JSON.stringify({ spintape: 1, command, ok, ...members }, null, 2)}\n`;
}
