import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { sameRequest } from '../../scenario/recorded-exchanges.ts';
import { canonicalRequest } from '../../tool-call/canonical-request.ts';

/**
 * Why an older recording of a scenario may hold what looks like a secret, and a new one too, by
 * place. The reason for one step counts as long as that step is the same call: another call's
 * secret may be another one.
 */
export function keptReasons(
  older: CassetteFile | undefined,
  scenario: CassetteFile,
): ReadonlyMap<string, string> {
  const reasons = [...(older?.header.allowedSecrets ?? [])].filter(([place]) => {
    const number = /^step (\d+)(?:,|$)/.exec(place)?.[1];
    if (number === undefined) return true;
    const [then, now] = [older, scenario].map((file) => file?.entries[Number(number) - 1]?.request);
    return then !== undefined && now !== undefined && sameRequest(then, canonicalRequest(now));
  });
  return new Map([...reasons, ...(scenario.header.allowedSecrets ?? [])]);
}
