import type { CassetteEntry, CassetteFile, StartingWorld } from '../../harness/internal.ts';
import { requestOf } from '../runner/step.ts';
import {
  type ReportedStep,
  STEP_MS,
  type Start,
  type Trace,
  USUAL_CLOCK,
} from '../runner/trace.ts';

/**
 * A trace as a scenario. It expects what the law demands, so it fails until the fault is fixed.
 * Parallel calls follow one another in the order in which they ended, each with what it read.
 *
 * @param name the scenario's name, such as `found/session-isolation`
 */
export function savedScenario(name: string, { start, steps }: Trace): CassetteFile {
  return {
    header: { name, world: worldOf(start) },
    entries: steps.map((step, index) => entryOf(step, callTime(start, index))),
  };
}

function worldOf(start: Start): StartingWorld {
  const { seed = 0, clock = USUAL_CLOCK, variables = {}, store, storeFaults } = start;
  return {
    seed,
    clock,
    variables: new Map(Object.entries(variables)),
    files: new Map(),
    store: store ?? new Map(),
    ...(storeFaults !== undefined && { storeFaults }),
    keep: [],
  };
}

function callTime({ clock = USUAL_CLOCK }: Start, index: number): number {
  return clock + index * STEP_MS;
}

function entryOf(
  { step, at, exchanges, given, demand }: ReportedStep,
  usual: number,
): CassetteEntry {
  return {
    line: 0,
    ...(at !== undefined && at !== usual && { at }),
    request: requestOf(step),
    exchanges,
    given: given ?? new Map(),
    state: new Map(),
    ...(demand !== undefined && { expect: { line: 0, ...demand } }),
  };
}
