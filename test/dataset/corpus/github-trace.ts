import type { RowCall } from '../deepfabric-row.fixture.ts';
import type { Dice } from './dice.ts';
import type { Trace } from './trace.ts';

/** A model makes the GitHub calls of a recorded session, and gets its answers. */
export function githubTrace(recorded: readonly RowCall[], dice: Dice): Trace {
  const start = dice.roll(recorded.length);
  const rotated = [...recorded.slice(start), ...recorded.slice(0, start)];
  const calls = rotated.slice(0, 3 + dice.roll(3));
  const [known] = calls;
  if (known === undefined) throw new Error('nothing is recorded');
  // The question contains all names in the calls.
  const question = `Tell me about ${calls.map(([, args]) => JSON.stringify(args)).join(' and ')}.`;
  return {
    turns: calls.map((call) => [call]),
    question,
    tools: [...new Set(recorded.map(([tool]) => tool))],
    marks: { known, index: known, indexed: known },
  };
}
