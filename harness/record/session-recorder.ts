import type { CassetteHeader } from '../cassette/cassette-file.ts';
import type { CassetteWriter } from '../cassette/store/cassette-writer.ts';
import type { CallChecks } from '../compare/call-check.ts';
import { HarnessError } from '../errors.ts';
import type { CallOutcome } from '../host/host.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Unreproducible } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { type KeyValue, MemoryKeyValue } from '../world/key-value/key-value.ts';
import { continuedSeed } from '../world/random.ts';
import { checkCall } from './check-call.ts';
import { callLive, inboundRequest } from './live-caller.ts';
import type { LiveCall, LiveWorld } from './live-run.ts';
import { requireNothingRefused } from './require-nothing-refused.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';
import { createSessionFile } from './session-file.ts';

/** Settings of a {@link SessionRecorder}. */
export interface SessionRecording {
  readonly world: LiveWorld;
  /** The folder that the cassettes go to. */
  readonly folder: string;
  /** The header of each cassette, without its name. */
  readonly header: Omit<CassetteHeader, 'name'>;
  /** Replays each call right after it is recorded (default: none). */
  readonly checks?: CallChecks | undefined;
  /** When the recording of a session without calls ends; never by default. */
  readonly idle?: { readonly afterMs: number; now(): number } | undefined;
  /** Called for a recorded call that does not reproduce. */
  readonly onUnreproducible?: ((call: UnreproducibleCall) => void) | undefined;
}

/** A recorded call that did not replay. */
export interface UnreproducibleCall extends Unreproducible {
  /** The cassette. */
  readonly path: string;
  /** The call in it, counted from 1. */
  readonly step: number;
}

interface Recording {
  /** Absent until there is a call to write; a refused one leaves no file. */
  writer: CassetteWriter | undefined;
  /** How many calls the file holds. */
  calls: number;
  /** How many calls of the session earlier files hold, so far as their stores are still there. */
  readonly before: number;
  /** The stores as a replay of the cassette so far would have them. */
  readonly replayed: MemoryKeyValue;
}

interface OpenSession {
  readonly id: string | undefined;
  /** Absent before the first call, and after a call that ended the session. */
  recording: Recording | undefined;
  /** Ends when the last call that was taken has been answered. */
  last: Promise<void>;
  /** How many calls were taken and are not answered. */
  pending: number;
  /** When the last call came, in milliseconds since the Unix epoch. */
  usedAt: number;
}

/**
 * Records the calls of a served app, one cassette per session; calls without a session share one.
 * The calls of a session run one at a time, and each is in its file before it is answered. A call
 * after the session ended, was idle or lost its file begins a new file, which starts with the
 * stores as the call finds them. No file stays open between calls.
 */
export class SessionRecorder {
  readonly #recording: SessionRecording;
  readonly #guard: SecretGuard;
  /** Those whose last call came first are first. */
  readonly #sessions = new Map<string | undefined, OpenSession>();

  /** @throws HarnessError `secret-found` when the header would hold a secret. */
  constructor(recording: SessionRecording) {
    const { header, world } = recording;
    const allowed = header.allowedSecrets ?? new Map();
    this.#recording = recording;
    this.#guard = new SecretGuard({ secrets: world.appWorld.secrets, allowed });
    this.#guard.checkHeader({ ...header, name: '' }, {});
  }

  /**
   * @throws HarnessError when the cassette cannot be written, `secret-found` when it would hold a
   *   secret. Earlier recordings are kept, and the call's changes of the stores are rolled back, so
   *   the session continues as if the call had not been made; only its outbound requests cannot be
   *   undone.
   */
  async call(request: HttpRequest): Promise<CallOutcome> {
    const { world, idle } = this.#recording;
    const id = sessionOf(inboundRequest(request, world.appWorld));
    const now = idle?.now() ?? 0;
    this.#endIdle(now);
    const session = this.#sessions.get(id) ?? newSession(id);
    session.usedAt = now;
    session.pending += 1;
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    const call = session.last.then(() => this.#record(session, request));
    session.last = call.then(NOTHING, NOTHING);
    try {
      return await call;
    } finally {
      this.#forgetUnwritten(session);
      session.pending -= 1;
      if (session.pending === 0 && session.recording === undefined) this.#sessions.delete(id);
    }
  }

  /** The places of the allowances used so far. */
  get usedAllowances(): ReadonlySet<string> {
    return this.#guard.used;
  }

  /** Waits for the calls under way. */
  async close(): Promise<void> {
    for (const session of [...this.#sessions.values()]) await session.last;
  }

  #endIdle(now: number): void {
    const { idle } = this.#recording;
    if (idle === undefined) return;
    for (const session of this.#sessions.values()) {
      if (now - session.usedAt < idle.afterMs) return;
      if (session.pending === 0) this.#sessions.delete(session.id);
    }
  }

  // A caller may name any number of sessions, so a session without a recording must not use memory.
  #forgetUnwritten(session: OpenSession): void {
    const { recording } = session;
    if (recording === undefined || recording.writer !== undefined || session.pending > 1) return;
    this.#recording.world.sequence.rewind(session.id, { calls: 0, before: recording.before });
    session.recording = undefined;
  }

  async #record(session: OpenSession, request: HttpRequest): Promise<CallOutcome> {
    const world = { ...this.#recording.world, isRecorded: true };
    session.recording ??= newRecording(world.sequence.restart(session.id));
    const { recording } = session;
    const { replayed } = recording;
    // Randomness depends on the number of calls in the file, because a replay counts only those.
    world.sequence.rewind(session.id, recording);
    const call = await callLive(request, world, { replayed });
    try {
      if (call.storesFull === true) throw storesFull();
      if (call.interaction !== undefined) await this.#write(session, recording, call);
    } catch (error) {
      takeBack(call, world.keyValue);
      if (recording.writer?.isLost === true) session.recording = undefined;
      throw error;
    }
    if (endsSession(request, session.id)) {
      session.recording = undefined;
      world.sequence.forget(session.id);
    } else if ((recording.writer?.size ?? 0) > LARGEST_FILE) {
      session.recording = undefined;
    }
    return call.outcome;
  }

  async #write({ id }: OpenSession, recording: Recording, call: LiveCall): Promise<void> {
    const { replayed, calls } = recording;
    const file = { file: recording.writer?.path };
    const found = call.interaction;
    if (found === undefined) return;
    const { checks, onUnreproducible, folder, header } = this.#recording;
    requireNothingRefused(call, file);
    const seed = continuedSeed(header.world.seed, recording.before);
    const place = { ordinal: calls, seed, replayed, ...file };
    const unreproducible = await checkCall(checks, call, place);
    const interaction = unreproducible === undefined ? found : { ...found, unreproducible };
    this.#guard.checkInteraction(interaction, calls + 1, file);
    const stated = { ...header, world: { ...header.world, seed } };
    const writer = recording.writer ?? createSessionFile(folder, id, stated);
    try {
      writer.append(interaction);
    } catch (error) {
      // Otherwise a file without calls would be left, which cannot be replayed.
      if (calls === 0) writer.discard();
      throw error;
    }
    recording.writer = writer;
    recording.calls += 1;
    replayed.apply(interaction.given);
    replayed.apply(interaction.state);
    if (unreproducible === undefined) return;
    onUnreproducible?.({ ...unreproducible, path: writer.path, step: recording.calls });
  }
}

/** A file that is larger is ended: much larger ones are not read, and a service runs for days. */
const LARGEST_FILE = 16 * 1_048_576;

function newRecording(before: number): Recording {
  return { writer: undefined, calls: 0, before, replayed: new MemoryKeyValue() };
}

function newSession(id: string | undefined): OpenSession {
  return { id, recording: undefined, last: Promise.resolve(), pending: 0, usedAt: 0 };
}

// Other sessions filled the stores; a replay would have room.
function storesFull(): HarnessError {
  return new HarnessError({
    code: 'not-reproducible',
    problem: 'Failed to record the call: the stores had no room for a write, and a replay has room',
    next: 'End sessions that are not needed any more, or start with a larger --max-store.',
  });
}

// Another session may have written the same key since, and that stays.
function takeBack({ before, interaction }: LiveCall, keyValue: KeyValue): void {
  for (const [store, values] of before) {
    for (const [key, value] of values) {
      const written = interaction?.state.get(store)?.get(key);
      if (written === undefined || !isSame(keyValue.get(store, key), written)) continue;
      if (value === null) keyValue.delete(store, key);
      else keyValue.set(store, key, value);
    }
  }
}

function isSame(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

const NOTHING = (): void => {};

function endsSession({ method, path }: HttpRequest, session: string | undefined): boolean {
  return (
    session !== undefined && method === 'DELETE' && /^(?:\/[^/?]+)?\/session(?:[/?]|$)/.test(path)
  );
}
