import fc from 'fast-check';
import type { CassetteFile } from '../../harness/internal.ts';
import type { ToolService, ToolWorld } from '../subjects/subject.ts';
import type { LawTrial } from '../subjects/try-law.ts';
import { type Fewer, withFewerSteps } from './fewer-steps.ts';
import { holdsHere } from './holds-here.ts';
import type { Law } from './law.ts';
import type { Trace } from './trace.ts';
import { Violation } from './violation.ts';

/** The subjects of laws; a law that needs an absent one cannot be checked. */
export interface Subject {
  readonly service?: ToolService & { readonly calls: number };
  readonly world?: WorldSubject;
}

/** A world that counts its calls, and that may try laws where its components run. */
export interface WorldSubject extends ToolWorld {
  readonly calls: number;
  /** Counts calls that were made for this world elsewhere. */
  count?(calls: number): void;
  /** Tries a value of a law; undefined where that cannot be done. */
  tryLaw?(law: string, value: unknown): Promise<LawTrial | undefined>;
}

/** How a law is checked. */
export interface LawSettings {
  readonly runs: number;
  readonly seed: number;
  /** Leads directly to a counterexample that an earlier check with this seed found. */
  readonly path?: string | undefined;
  /**
   * After that many milliseconds no new value is tried; a counterexample is made smaller all the
   * same.
   */
  readonly timeMs?: number | undefined;
  /** Ends the check at any time. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each value with the number of tried values. */
  readonly onRun?: ((done: number) => void) | undefined;
  /** The time in milliseconds. */
  now(): number;
}

/** The result of checking a law. */
export interface LawOutcome {
  readonly law: Law;
  readonly seed: number;
  /** Values for which the law held. */
  readonly runs: number;
  /** Calls to the service, those that made a counterexample smaller included. */
  readonly calls: number;
  /** Whether the time or the signal ended it before all values were tried. */
  readonly isCut: boolean;
  readonly violation?: LawViolation;
  /** An error other than a {@link Violation}: it ended the check without a verdict. */
  readonly error?: Error;
}

/** A counterexample, made as small as it gets. */
export interface LawViolation {
  /** The finding, and what the law demands. */
  readonly explanation: string;
  /** The value, for people. */
  readonly value: string;
  /** With the path, leads to it at once. */
  readonly seed: number;
  /** For {@link LawSettings.path}. */
  readonly path: string;
  /** How often it was made smaller. */
  readonly shrinks: number;
  readonly trace?: Trace;
  /** The recording that shows it, of laws that judge recordings. */
  readonly cassette?: CassetteFile;
}

/** Checks a law with random values, until one violates it or causes another error. */
export async function checkLaw(
  law: Law,
  subject: Subject,
  settings: LawSettings,
): Promise<LawOutcome> {
  const { runs, seed, path, signal } = settings;
  const holds = holdsOn(law, subject);
  const counter = law.needs === 'world' ? subject.world : subject.service;
  const callsBefore = counter?.calls ?? 0;
  const trial = trialOf(law, { holds, settings });
  const details = await checked(fc.asyncProperty(law.values, trial.run), {
    seed,
    numRuns: runs,
    ...(path !== undefined && { path }),
  });
  const { lists } = law;
  const violation = details && (await violationOf(details, { seed, lists, holds, signal }));
  const { done, error, isPast } = trial.state;
  return {
    law,
    seed,
    runs: done,
    calls: (counter?.calls ?? 0) - callsBefore,
    isCut: (details?.interrupted ?? false) && !isPast,
    ...(violation !== undefined && { violation }),
    ...(error !== undefined && { error }),
  };
}

/** The results of the tried values. */
interface TrialState {
  /** Values for which the law held. */
  done: number;
  hasFailed: boolean;
  /** Whether it ended because the single value of a path was tried. */
  isPast: boolean;
  error?: Error;
}

/** The trial of one value after another, as fast-check wants it. */
function trialOf(
  law: Law,
  { holds, settings }: { holds: (value: unknown) => unknown; settings: LawSettings },
) {
  const { path, timeMs, signal, onRun, now } = settings;
  const began = now();
  const state: TrialState = { done: 0, hasFailed: false, isPast: false };
  const run = async (value: unknown): Promise<void> => {
    const { hasFailed } = state;
    const isLate = timeMs !== undefined && !hasFailed && now() - began > timeMs;
    // The value that a path leads to is the first; the others are its neighbours.
    state.isPast = path !== undefined && !hasFailed && state.done > 0;
    if (isLate || state.isPast || signal?.aborted) throw new fc.PreconditionFailure(true);
    if (!hasFailed) onRun?.(state.done);
    // A law of functions would otherwise never yield to the event loop.
    if (law.needs === 'nothing') await new Promise((resolve) => setImmediate(resolve));
    try {
      await holds(value);
      state.done += hasFailed ? 0 : 1;
    } catch (thrown) {
      if (thrown instanceof Violation) {
        state.hasFailed = true;
        throw thrown;
      }
      // A counterexample stays valid, whatever happens to the service while it is shrunk.
      if (hasFailed) return;
      state.error = thrown instanceof Error ? thrown : new Error(String(thrown));
      throw new fc.PreconditionFailure(true);
    }
  };
  return { run, state };
}

/** Undefined for a path that leads to no value. */
async function checked(
  property: fc.IAsyncProperty<[unknown]>,
  parameters: fc.Parameters<[unknown]>,
): Promise<fc.RunDetails<[unknown]> | undefined> {
  try {
    return await fc.check(property, parameters);
  } catch (error) {
    const isOfPath = error instanceof Error && error.message.startsWith('Unable to replay');
    if (parameters.path !== undefined && isOfPath) return undefined;
    throw error;
  }
}

async function violationOf(
  details: fc.RunDetails<[unknown]>,
  { seed, ...fewer }: Fewer & { readonly seed: number },
): Promise<LawViolation | undefined> {
  const { counterexample, counterexamplePath, errorInstance, numShrinks } = details;
  if (counterexample === null) return undefined;
  if (!(errorInstance instanceof Violation)) throw errorInstance;
  const [first] = counterexample;
  const { value, violation } = await withFewerSteps(
    { value: first, violation: errorInstance },
    fewer,
  );
  const { message, trace, cassette } = violation;
  return {
    explanation: message,
    value: fc.stringify(value),
    seed,
    path: counterexamplePath ?? '',
    shrinks: numShrinks,
    ...(trace !== undefined && { trace }),
    ...(cassette !== undefined && { cassette }),
  };
}

/** Whether a law can be checked on a subject. */
export function canCheck({ needs }: Law, { service, world }: Subject): boolean {
  if (needs === 'nothing') return true;
  return (needs === 'world' ? world : service) !== undefined;
}

/**
 * Tries a law where the components run. What does not hold there is tried here, call by call: only
 * then the calls of a counterexample are known.
 */
function holdsOn(law: Law, subject: Subject): (value: unknown) => unknown {
  const here = holdsHere(law, subject);
  const { world } = subject;
  if (law.needs === 'nothing' || law.needsThreads || world?.tryLaw === undefined) return here;
  return async (value) => {
    const trial = await world.tryLaw?.(law.name, value);
    if (trial !== undefined && trial.failure === undefined) {
      world.count?.(trial.calls);
      return;
    }
    await here(value);
    if (trial?.failure?.kind !== 'violation') return;
    throw new Violation(`In one of two runs with the same value: ${trial.failure.message}`);
  };
}
