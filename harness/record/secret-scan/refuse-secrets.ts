import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { SecretGuard } from './secret-guard.ts';

/**
 * Refuses calls whose recorded answers are replaced by others, since what a build answers now may
 * hold what no file may. The values of secret variables are not known in a replay.
 *
 * @param file the cassette as the user named it, for messages
 * @throws HarnessError `secret-found` or `unsearchable`.
 */
export function refuseSecrets(file: string, { header, entries }: CassetteFile): void {
  const { allowedSecrets = new Map() } = header;
  const guard = new SecretGuard({ secrets: new SecretSwap(new Map()), allowed: allowedSecrets });
  for (const [index, { line, at, response, ...rest }] of entries.entries()) {
    if (at === undefined || response === undefined) continue;
    guard.checkInteraction({ ...rest, at, response }, index + 1, { file, line });
  }
}
