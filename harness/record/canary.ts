import { createHash } from 'node:crypto';
import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { printEntry } from '../cassette/print-cassette.ts';
import { HarnessError } from '../errors.ts';
import { type AppWorld, resolveAppWorld } from '../host/app-world.ts';
import type { Host } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { startingStore } from '../scenario/starting-store.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallSequence, type CallStart } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import { ObservedKeyValue } from '../world/observed-key-value.ts';
import { ObservedOutbound } from '../world/outbound-http/observed.ts';
import { SecretSwap } from '../world/secret-swap.ts';
import { standIn } from '../world/stand-in.ts';
import { canaryUpstream } from './canary-upstream.ts';

/** The app that a cassette was recorded from. */
export interface CanaryApp {
  readonly app: AppManifest;
  readonly host: Host;
  /** Secrets that were exposed to components, and compared with their stand-ins call by call. */
  readonly exposed?: ReadonlySet<string> | undefined;
}

/** A cassette that was just recorded. */
export interface CanaryInput {
  readonly cassette: CassetteFile;
  /** The scenario, as the user named it, for messages. */
  readonly file: string;
}

/**
 * Runs each recorded call that sent something again, with other secrets and an upstream that
 * answers as the recorded one did, to those. What the component saw and did must be the same to the
 * byte: then the recording does not depend on the secrets. Calls that are known not to reproduce
 * are left out, since they would differ with the same secret too.
 *
 * @throws HarnessError `not-reproducible` when something differs, and when a stand-in itself leaves
 * because the component has encoded it.
 */
export async function checkWithCanary(
  { app, host, exposed = new Set() }: CanaryApp,
  { cassette, file }: CanaryInput,
): Promise<void> {
  const { header, entries } = cassette;
  const appWorld = resolveAppWorld(app, { world: header.world.variables, overrides: new Map() });
  const names = [...appWorld.variables.app.keys()].filter(
    (name) => appWorld.variables.app.get(name) === standIn(name) && !exposed.has(name),
  );
  if (names.length === 0 || entries.every(({ exchanges }) => exchanges.length === 0)) return;
  const swap = new SecretSwap(new Map(names.map((name) => [name, canaryOf(name)])));
  const keyValue = startingKeyValue(cassette, { appWorld, file });
  const sequence = new CallSequence(header.world.seed, () => 0);
  for (const entry of entries) {
    keyValue.apply(entry.given);
    const start = sequence.next(sessionOf(entry.request), entry.at);
    if (entry.exchanges.length > 0 && entry.unreproducible === undefined) {
      const observed = new ObservedKeyValue(keyValue, keyValue);
      const call = { start, appWorld, keyValue: observed, swap, keep: header.world.keep, names };
      const difference = await differenceOf(host, entry, call);
      if (difference !== undefined) throw dependsOnSecret(difference, { file, line: entry.line });
      keyValue.apply(observed.before());
    }
    keyValue.apply(entry.state);
  }
}

interface CanaryCall {
  readonly start: CallStart;
  readonly appWorld: AppWorld;
  readonly keyValue: ObservedKeyValue;
  readonly swap: SecretSwap;
  readonly keep: readonly string[];
  /** Of the secrets. */
  readonly names: readonly string[];
}

/** What a call with canaries did otherwise, or undefined. */
async function differenceOf(
  host: Host,
  entry: CassetteEntry,
  { start, appWorld, keyValue, swap, keep, names }: CanaryCall,
): Promise<string | undefined> {
  const upstream = canaryUpstream(entry.exchanges, { swap, keep, names });
  const outbound = new ObservedOutbound(upstream.outbound);
  const outcome = await host.call(entry.request, {
    ...start,
    grants: appWorld.grants,
    keyValue,
    upstream: outbound,
    timers: 'virtual',
  });
  const [encoded] = upstream.encoded;
  if (encoded !== undefined) {
    return `it sends a stand-in that it has encoded itself, with ${encoded.method}`;
  }
  const exchanges = outbound.observed.map(({ request, outcome: answer }) => ({
    request,
    outcome: answer ?? ({ kind: 'lost-to-timer', afterMs: 0 } as const),
  }));
  if (differs(entry, { exchanges })) return 'with another secret it sends or gets something else';
  if (outcome.kind !== 'answered') return 'with another secret it gives no answer';
  if (differs(entry, { response: outcome.response }))
    return 'with another secret it answers otherwise';
  if (differs(entry, { state: keyValue.state() }))
    return 'with another secret it stores something else';
  return undefined;
}

// Two entries are the same when a file would not tell them apart.
function differs(entry: CassetteEntry, changes: Partial<CassetteEntry>): boolean {
  return printEntry(entry) !== printEntry({ ...entry, ...changes });
}

function startingKeyValue(
  { header, entries }: CassetteFile,
  { appWorld, file }: { appWorld: AppWorld; file: string },
): MemoryKeyValue {
  const sessions = entries.map(({ request }) => sessionOf(request));
  return new MemoryKeyValue(
    startingStore(header.world, {
      sessions: new Set(sessions.filter((session) => session !== undefined)),
      contract: appWorld.variables.app.get('contract'),
      file,
    }),
  );
}

// With characters that URLs, forms and JSON write in other ways, so that all of them are tried.
function canaryOf(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return `Canary/${digest}+"\\%=`;
}

function dependsOnSecret(difference: string, place: { file: string; line: number }): HarnessError {
  return new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: ${difference}`,
    next:
      'Let the component send the secret as its variable gives it, or in Basic credentials; what ' +
      'is computed from a secret cannot be recorded.',
    ...place,
  });
}
