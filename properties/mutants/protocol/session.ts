import type { Store } from '../../../spin-app/protocol/platform.ts';
import * as real from '../../../spin-app/protocol/session.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/session.ts';

export function deleteKeys(
  component: string,
  openStore: () => Store,
  isOwned: (key: string) => boolean,
): real.SessionDeletion {
  if (isActive('cleanup-never-happens')) return { deleted: { [component]: 0 }, error: null };
  let owned = 0;
  return real.deleteKeys(component, openStore, (key) => {
    if (isActive('cleanup-takes-all')) return key.startsWith(`${component}/`);
    if (isActive('cleanup-of-longer-ids')) return isOwned(key) || isOwned(shortened(key));
    owned += isOwned(key) ? 1 : 0;
    const isMissed = owned === 2 && isActive('cleanup-misses-a-file');
    const isBeyond = owned > 8 && isActive('cleanup-of-the-first-files');
    return isOwned(key) && !isMissed && !isBeyond;
  });
}

/** The key of a session whose id has one character less. */
function shortened(key: string): string {
  return key.replace(/^((?:vfs|mock\/session)\/[^/]*)[^/]\//, '$1/');
}
