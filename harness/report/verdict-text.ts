/** A verdict with its reason, as `differs (changed-result)`. */
export function verdictText({
  verdict,
  reason,
}: {
  readonly verdict: string;
  readonly reason?: string | undefined;
}): string {
  return reason === undefined ? verdict : `${verdict} (${reason})`;
}
