import type { CallPlace } from '../compare/call-place.ts';
import { judgement } from '../compare/judgement.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Judgement } from '../tool-call/verdict.ts';

/**
 * The judgement of a call, given what its recording says of it: one that was not a function of its
 * recorded world differs without any change of the app.
 */
export function asRecorded(
  { unreproducible }: Interaction,
  judged: Judgement,
  place: CallPlace,
): Judgement {
  if (unreproducible === undefined || judged.verdict === 'same') return judged;
  const where = { in: 'import', name: unreproducible.import } as const;
  const recorded = unreproducible.detail;
  return judgement('unverifiable', [{ ...place, reason: 'unreproducible', where, recorded }]);
}
