import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CassetteHeader } from '../cassette/cassette-file.ts';
import { CassetteWriter } from '../cassette/cassette-writer.ts';
import type { CallOutcome } from '../host/host.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import { callLive, type LiveWorld } from './live-caller.ts';

/** What {@link SessionRecorder} writes and where. */
export interface SessionRecording {
  readonly world: LiveWorld;
  /** The folder that the cassettes go to. */
  readonly folder: string;
  /** The header of each cassette but for its name. */
  readonly header: Omit<CassetteHeader, 'name'>;
}

interface OpenSession {
  readonly writer: CassetteWriter;
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
  readonly #sessions = new Map<string | undefined, OpenSession>();

  constructor(recording: SessionRecording) {
    this.#recording = recording;
  }

  /** @throws HarnessError when the cassette cannot be written; nothing is lost of what was. */
  async call(request: HttpRequest): Promise<CallOutcome> {
    const session = sessionOf(canonicalRequest(request));
    const open = this.#open(session);
    const call = open.last.then(() => this.#record(open, request));
    open.last = call.catch(() => {});
    const outcome = await call;
    if (endsSession(request, session)) await this.#close(session);
    return outcome;
  }

  /** Ends all recordings, after the calls under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.keys()].map((session) => this.#close(session)));
  }

  async #record(open: OpenSession, request: HttpRequest): Promise<CallOutcome> {
    const { world } = this.#recording;
    const { outcome, interaction } = await callLive(request, world, { replayed: open.replayed });
    if (interaction !== undefined) {
      open.writer.append(interaction);
      open.replayed.apply(interaction.given);
      open.replayed.apply(interaction.state);
    }
    return outcome;
  }

  #open(session: string | undefined): OpenSession {
    const known = this.#sessions.get(session);
    if (known !== undefined) return known;
    const { folder, header } = this.#recording;
    const name = fileName(session);
    const writer = CassetteWriter.create(join(folder, `${name}.yaml`), { ...header, name });
    const open = { writer, replayed: new MemoryKeyValue(), last: Promise.resolve() };
    this.#sessions.set(session, open);
    return open;
  }

  async #close(session: string | undefined): Promise<void> {
    const open = this.#sessions.get(session);
    if (open === undefined) return;
    await open.last;
    this.#sessions.delete(session);
    open.writer.close();
  }
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
