import type { AppWorld } from '../host/app-world.ts';
import { canonicalHeaders } from '../tool-call/canonical-headers.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallPlaceholders } from '../world/secrets/call-placeholders.ts';
import { callExposed } from './exposed-call.ts';
import { type LiveCall, type LiveCallOptions, type LiveWorld, runLive } from './live-run.ts';

/**
 * Runs a call in the live world and records everything that crossed the border. The components see
 * random placeholders in place of secrets, and everything else exactly as a cassette of the call
 * gives it back; the result has the fixed forms of the placeholders.
 *
 * @throws HarnessError `not-reproducible` for a call that depends on an exposed secret other than
 *   in its requests.
 */
export async function callLive(
  request: HttpRequest,
  world: LiveWorld,
  options: LiveCallOptions = {},
): Promise<LiveCall> {
  const inbound = inboundRequest(request, world.appWorld);
  const call = await callInWorld(inbound, world, options);
  noteCall(inbound, call, world);
  return call;
}

async function callInWorld(
  inbound: HttpRequest,
  world: LiveWorld,
  options: LiveCallOptions,
): Promise<LiveCall> {
  const { appWorld, sequence, exposed } = world;
  const start = sequence.next(sessionOf(inbound), options.at);
  if (exposed !== undefined && exposed.size > 0 && options.outbound === undefined) {
    return await callExposed(inbound, { ...world, exposed }, { ...options, start });
  }
  const placeholders = CallPlaceholders.draw(appWorld.variables.owners);
  const { grants } = appWorld;
  return await runLive(inbound, world, { ...options, start, grants, placeholders });
}

function noteCall(
  inbound: HttpRequest,
  { outcome }: LiveCall,
  { appWorld, onNotes }: LiveWorld,
): void {
  if (onNotes === undefined || outcome.kind === 'no-route') return;
  const { log, denied = [] } = outcome;
  if (log.length + denied.length === 0) return;
  // A component to which a secret is exposed may have used it before it failed.
  const inward = (text: string) => appWorld.secrets.inwardText(text);
  onNotes({
    session: sessionOf(inbound),
    printed: log.map((line) => ({ ...line, text: inward(line.text) })),
    denied: denied.map((use) => ({ ...use, name: inward(use.name) })),
  });
}

/** A request as the component gets it and a file holds it: canonical, with no secret. */
export function inboundRequest(received: HttpRequest, { secrets }: AppWorld): HttpRequest {
  const request = canonicalRequest(received);
  const message = { status: 200, headers: request.headers, body: request.body };
  // What a caller packs so that it cannot be searched is the caller's own.
  const swapped = secrets.inward(message) ?? secrets.inwardPacked(message);
  const path = secrets.inwardText(request.path);
  // Names may have changed, and with them their order.
  const headers = canonicalHeaders(swapped.headers);
  return { method: request.method, path, headers, body: swapped.body };
}
