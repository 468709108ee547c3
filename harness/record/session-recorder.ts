import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CassetteHeader } from '../cassette/cassette-file.ts';
import { CassetteWriter } from '../cassette/cassette-writer.ts';
import { HarnessError } from '../errors.ts';
import type { CallOutcome } from '../host/host.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import { callLive, inboundRequest, type LiveWorld } from './live-caller.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';

/** What {@link SessionRecorder} writes and where. */
export interface SessionRecording {
  readonly world: LiveWorld;
  /** The folder that the cassettes go to. */
  readonly folder: string;
  /** The header of each cassette but for its name. */
  readonly header: Omit<CassetteHeader, 'name'>;
}

interface OpenSession {
  readonly session: string | undefined;
  /** Absent until there is a call to write; a refused one leaves no file. */
  writer: CassetteWriter | undefined;
  /** How many calls the file holds. */
  calls: number;
  /** What a replay of the cassette so far would hold. */
  readonly replayed: MemoryKeyValue;
  /** Ends when the last call that was taken has been answered. */
  last: Promise<unknown>;
}

/**
 * Records what happens to a served app, one cassette a session; calls that name no session share
 * one. The calls of a session run one at a time, and each is in its file before it is answered.
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
   * secret; nothing is lost of what was, and the call has happened but is in no file.
   */
  async call(request: HttpRequest): Promise<CallOutcome> {
    const session = sessionOf(inboundRequest(request, this.#recording.world.appWorld));
    const open = this.#open(session);
    const call = open.last.then(() => this.#record(open, request));
    open.last = call.catch(() => {});
    const outcome = await call;
    if (endsSession(request, session)) await this.#close(session, open);
    return outcome;
  }

  /** Ends all recordings, after the calls under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions].map(([session, open]) => this.#close(session, open)));
  }

  async #record(open: OpenSession, request: HttpRequest): Promise<CallOutcome> {
    const { world } = this.#recording;
    // A replay counts the calls that the file holds, so that is what randomness goes by.
    world.sequence.rewind(open.session, open.calls);
    const { outcome, interaction } = await callLive(request, world, { replayed: open.replayed });
    if (interaction !== undefined) {
      this.#guard.checkInteraction(interaction, open.calls + 1, { file: open.writer?.path });
      open.writer ??= createWriter(this.#recording, fileName(open.session));
      open.writer.append(interaction);
      open.calls += 1;
      open.replayed.apply(interaction.given);
      open.replayed.apply(interaction.state);
    }
    return outcome;
  }

  #open(session: string | undefined): OpenSession {
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    const open: OpenSession = {
      session,
      writer: undefined,
      calls: 0,
      replayed: new MemoryKeyValue(),
      last: Promise.resolve(),
    };
    this.#sessions.set(session, open);
    return open;
  }

  async #close(session: string | undefined, open: OpenSession): Promise<void> {
    // From here on a call of this session begins another file; those that came before end this one.
    if (this.#sessions.get(session) === open) this.#sessions.delete(session);
    await open.last;
    open.writer?.close();
  }
}

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
