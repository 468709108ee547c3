import type { CallOutcome } from '../host/host.ts';
import { shownLines } from '../tool-call/printed-line.ts';
import type { Judgement } from '../tool-call/verdict.ts';

/** The last lines tell how the call ended. */
const MOST_LINES = 10;

/** The judgement of a call, whose first difference has what its components printed. */
export function withPrinted(judged: Judgement, outcome: CallOutcome): Judgement {
  const [first, ...others] = judged.differences;
  const lines = shownLines(outcome.kind === 'no-route' ? [] : outcome.log);
  if (first === undefined || lines.length === 0) return judged;
  const left = lines.length - MOST_LINES;
  const earlier = left > 0 ? [`${left} earlier lines`] : [];
  const printed = [...earlier, ...lines.slice(-MOST_LINES)];
  return { ...judged, differences: [{ ...first, printed }, ...others] };
}
