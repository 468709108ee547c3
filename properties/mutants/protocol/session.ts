import { jsonAnswer } from '../../../spin-app/protocol/answer.ts';
import type { Store } from '../../../spin-app/protocol/platform.ts';
import type { Route } from '../../../spin-app/protocol/route.ts';
import * as real from '../../../spin-app/protocol/session.ts';
import { isActive } from '../active-mutant.ts';

export * from '../../../spin-app/protocol/session.ts';

export function sessionRoute(...given: Parameters<typeof real.sessionRoute>): Route {
  const route = real.sessionRoute(...given);
  const answer: Route['answer'] = async (request) => {
    const said = await route.answer(request);
    const isPlain = isActive('cleanup-misses-one-uncounted') && said.status === 200;
    return isPlain ? jsonAnswer(200, { success: true }) : said;
  };
  return { ...route, answer };
}

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
    const isMissed =
      owned === 2 &&
      (isActive('cleanup-misses-a-file') || isActive('cleanup-misses-one-uncounted'));
    const isBeyond = owned > 8 && isActive('cleanup-of-the-first-files');
    return isOwned(key) && !isMissed && !isBeyond;
  });
}

/** The key of a session whose id has one character less. */
function shortened(key: string): string {
  return key.replace(/^((?:vfs|mock\/session)\/[^/]*)[^/]\//, '$1/');
}
