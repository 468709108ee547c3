import type { CassetteEntry } from '../cassette/cassette-file.ts';
import type { CallChecks } from '../compare/call-check.ts';
import { HarnessError } from '../errors.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { uncaughtException } from '../tool-call/uncaught-exception.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { checkCall } from './check-call.ts';
import { callLive } from './live-caller.ts';
import type { LiveCall } from './live-run.ts';
import { requireNothingRefused } from './require-nothing-refused.ts';
import type { ScenarioWorld } from './scenario-world.ts';
import type { SecretGuard } from './secret-scan/secret-guard.ts';

/** Settings for recording the calls of a scenario. */
export interface StepRecording {
  readonly world: ScenarioWorld;
  readonly guard: SecretGuard;
  /** Replays each call right after it is recorded (default: none). */
  readonly checks: CallChecks | undefined;
  /** The scenario, as the user named it, for messages. */
  readonly file: string;
  /** Called for an answer that hides an uncaught exception; steps count from 1. */
  readonly onException?: ((step: number, exception: string) => void) | undefined;
}

/** A call that was recorded before. */
export type RecordedStep = CassetteEntry & { readonly at: number };

/** Records the calls of a scenario one after another into the entries of a cassette. */
export class StepRecorder {
  readonly #recording: StepRecording;
  readonly #replayed: MemoryKeyValue;
  readonly #ordinals = new Map<string | undefined, number>();
  readonly #entries: CassetteEntry[] = [];

  constructor(recording: StepRecording) {
    this.#recording = recording;
    this.#replayed = new MemoryKeyValue(recording.world.store);
  }

  get entries(): readonly CassetteEntry[] {
    return this.#entries;
  }

  /** Runs a call of a scenario; its requests are answered by its written exchanges, or live. */
  async record(step: CassetteEntry, at: number | undefined): Promise<void> {
    const { live } = this.#recording.world;
    live.keyValue.apply(step.given);
    const answers = step.exchanges.length > 0 ? new RecordedOutbound(step.exchanges) : undefined;
    const replayed = this.#replayed;
    const outbound = answers === undefined ? undefined : () => answers;
    const call = await callLive(step.request, live, { at, replayed, outbound });
    if (answers !== undefined)
      requireUsed(answers, { file: this.#recording.file, line: step.line });
    await this.#add(call, step.line);
  }

  /**
   * Runs a recorded call again, answered by its recording and, where that ends, live. Only a call
   * that sent more requests is recorded again; all others stay unchanged.
   *
   * @returns the exchanges that were added
   */
  async complete(entry: RecordedStep): Promise<readonly Exchange[]> {
    const { live } = this.#recording.world;
    live.keyValue.apply(entry.given);
    const recorded = new RecordedOutbound(entry.exchanges);
    const asked = (beyond: OutboundHttp): OutboundHttp => ({
      send: async (request, options) => {
        const known = recorded.unmatched.length;
        const outcome = await recorded.send(request);
        return recorded.unmatched.length === known ? outcome : beyond.send(request, options);
      },
    });
    const { at } = entry;
    const options = { at, replayed: this.#replayed, outbound: asked, timers: 'virtual' } as const;
    const call = await callLive(entry.request, live, options);
    if (recorded.unmatched.length === 0) {
      live.keyValue.apply(withoutSame(call.before, entry.state, live.keyValue));
      this.#take(entry);
      live.keyValue.apply(withoutSame(entry.state, entry.state, live.keyValue));
      return [];
    }
    // Exchanges that are no longer used stay; `replay --update` removes them.
    const added = await this.#add(call, entry.line, recorded.unused());
    return added.exchanges.filter(({ request }) =>
      recorded.unmatched.some((unmatched) => unmatched.request === request),
    );
  }

  async #add(call: LiveCall, line: number, kept: readonly Exchange[] = []): Promise<Interaction> {
    const { guard, checks, file, world, onException } = this.#recording;
    requireNothingRefused(call, { file, line });
    const found = answered(call, { file, line });
    const session = sessionOf(found.request);
    const ordinal = this.#ordinals.get(session) ?? 0;
    const place = { ordinal, replayed: this.#replayed, file, line };
    const unreproducible = await checkCall(checks, call, place);
    const interaction: Interaction = {
      ...found,
      exchanges: [...found.exchanges, ...kept],
      ...(unreproducible === undefined ? {} : { unreproducible }),
    };
    const step = this.#entries.length + 1;
    guard.checkInteraction(interaction, step, { file, line });
    const exception = exceptionOf(call);
    if (exception !== undefined) {
      onException?.(step, world.live.appWorld.secrets.inwardText(exception));
    }
    this.#take({ ...interaction, line });
    return interaction;
  }

  #take(entry: CassetteEntry): void {
    const session = sessionOf(entry.request);
    this.#ordinals.set(session, (this.#ordinals.get(session) ?? 0) + 1);
    this.#replayed.apply(entry.given);
    this.#replayed.apply(entry.state);
    this.#entries.push(entry);
  }
}

// A value that equals the recorded one stays as the run stored it: unlike the recorded bytes, it
// may be marked as holding a placeholder.
function withoutSame(
  snapshot: StoreSnapshot,
  recorded: StoreSnapshot,
  keyValue: MemoryKeyValue,
): StoreSnapshot {
  const isSame = (store: string, key: string): boolean => {
    const [now, then] = [keyValue.get(store, key), recorded.get(store)?.get(key)];
    return now !== null && then != null && Buffer.compare(now, then) === 0;
  };
  return new Map(
    [...snapshot].map(([store, values]) => [
      store,
      new Map([...values].filter(([key]) => !isSame(store, key))),
    ]),
  );
}

// Anything else that the app would do instead is not the scenario's subject, and must not count as
// it.
function requireUsed(answers: RecordedOutbound, place: { file: string; line: number }): void {
  const [unmatched] = answers.unmatched;
  const [unused] = answers.unused();
  if (unmatched === undefined && unused === undefined) return;
  const request = unmatched?.request ?? unused?.request;
  const reason = unmatched === undefined ? 'never sends' : 'sends, with no written answer,';
  throw new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: it ${reason} ${request?.method} ${request?.url}`,
    next: 'Write the exchanges with the method, URL, headers and body that the component sends.',
    ...place,
  });
}

function exceptionOf({ outcome }: LiveCall): string | undefined {
  return outcome.kind === 'answered' ? uncaughtException(outcome.response, outcome.log) : undefined;
}

function answered({ interaction, outcome }: LiveCall, place: { file: string; line: number }) {
  if (interaction !== undefined) return interaction;
  const reason = outcome.kind === 'failed' ? outcome.message : 'no route of the app takes its path';
  throw new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: ${reason}`,
    next: 'A call that fails in this way has no result to record; fix the component or the call.',
    ...place,
  });
}
