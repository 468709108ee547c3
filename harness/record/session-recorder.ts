import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CassetteHeader } from '../cassette/cassette-file.ts';
import { CassetteWriter } from '../cassette/cassette-writer.ts';
import type { CallCheck } from '../difference/call-check.ts';
import { HarnessError } from '../errors.ts';
import type { CallOutcome } from '../host/host.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Unreproducible } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { type KeyValue, MemoryKeyValue } from '../world/key-value.ts';
import { checkCall } from './check-call.ts';
import { callLive, inboundRequest } from './live-caller.ts';
import type { LiveCall, LiveWorld } from './live-run.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';

/** What {@link SessionRecorder} writes and where. */
export interface SessionRecording {
  readonly world: LiveWorld;
  /** The folder that the cassettes go to. */
  readonly folder: string;
  /** The header of each cassette but for its name. */
  readonly header: Omit<CassetteHeader, 'name'>;
  /** Replays each call at once; none are unless given. */
  readonly check?: CallCheck | undefined;
  /** Told of a call that is in its file and does not reproduce. */
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
  /** What a replay of the cassette so far would hold. */
  readonly replayed: MemoryKeyValue;
}

interface OpenSession {
  readonly id: string | undefined;
  /** Absent before the first call, and after a call that ended the session. */
  recording: Recording | undefined;
  /** Ends when the last call that was taken has been answered. */
  last: Promise<void>;
}

/**
 * Records what happens to a served app, one cassette a session; calls that name no session share
 * one. The calls of a session run one at a time, and each is in its file before it is answered. A
 * call after the end of its session begins another file.
 */
export class SessionRecorder {
  readonly #recording: SessionRecording;
  readonly #guard: SecretGuard;
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
   * secret. Nothing is lost of what was, and what the call changed in the stores is taken back, so
   * that the session goes on as if the call had not been made; what it sent cannot be taken back.
   */
  async call(request: HttpRequest): Promise<CallOutcome> {
    const id = sessionOf(inboundRequest(request, this.#recording.world.appWorld));
    const session = this.#sessions.get(id) ?? {
      id,
      recording: undefined,
      last: Promise.resolve(),
    };
    this.#sessions.set(id, session);
    const call = session.last.then(() => this.#record(session, request));
    const last = call.then(NOTHING, NOTHING);
    session.last = last;
    try {
      return await call;
    } finally {
      if (session.last === last && session.recording === undefined) this.#sessions.delete(id);
    }
  }

  /** The places of those allowed that let something pass so far. */
  get usedAllowances(): ReadonlySet<string> {
    return this.#guard.used;
  }

  /** Ends all recordings, after the calls under way. */
  async close(): Promise<void> {
    for (const session of [...this.#sessions.values()]) {
      await session.last;
      session.recording?.writer?.close();
      session.recording = undefined;
    }
  }

  async #record(session: OpenSession, request: HttpRequest): Promise<CallOutcome> {
    const { world } = this.#recording;
    session.recording ??= { writer: undefined, calls: 0, replayed: new MemoryKeyValue() };
    const { recording } = session;
    const { replayed } = recording;
    // A replay counts the calls that the file holds, so that is what randomness goes by.
    world.sequence.rewind(session.id, recording.calls);
    const call = await callLive(request, world, { replayed });
    try {
      if (call.interaction !== undefined) await this.#write(session, recording, call);
    } catch (error) {
      takeBack(call, world.keyValue);
      throw error;
    }
    if (endsSession(request, session.id)) {
      recording.writer?.close();
      session.recording = undefined;
    }
    return call.outcome;
  }

  async #write({ id }: OpenSession, recording: Recording, call: LiveCall): Promise<void> {
    const { replayed, calls } = recording;
    const file = { file: recording.writer?.path };
    const found = call.interaction;
    if (found === undefined) return;
    const { check, onUnreproducible } = this.#recording;
    const unreproducible = await checkCall(check, call, { ordinal: calls, replayed });
    const interaction = unreproducible === undefined ? found : { ...found, unreproducible };
    this.#guard.checkInteraction(interaction, calls + 1, file);
    const writer = recording.writer ?? createWriter(this.#recording, fileName(id));
    try {
      writer.append(interaction);
    } catch (error) {
      // A file without a call would be left, which nothing can replay.
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

// A session may begin again after its end, and a folder may hold recordings of an earlier service.
function createWriter({ folder, header }: SessionRecording, session: string): CassetteWriter {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? session : `${session}-${count}`;
    try {
      return CassetteWriter.create(join(folder, `${name}.yaml`), { ...header, name });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof HarnessError ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

// The id may be any string, so the slug is for people and the digest keeps files apart.
function fileName(session: string | undefined): string {
  if (session === undefined) return 'shared';
  const slug = session
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(session).digest('hex').slice(0, 12);
  return slug === '' ? digest : `${slug}-${digest}`;
}

function endsSession({ method, path }: HttpRequest, session: string | undefined): boolean {
  return (
    session !== undefined && method === 'DELETE' && /^(?:\/[^/?]+)?\/session(?:[/?]|$)/.test(path)
  );
}
