import { Buffer } from 'node:buffer';
import type { CassetteEntry, CassetteFile } from '../../cassette/cassette-file.ts';
import { SecretGuard } from '../../record/secret-scan/secret-guard.ts';
import type { Exchange } from '../../tool-call/exchange.ts';
import { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { type ConversionNote, ConversionNotes } from '../conversion-notes.ts';
import { withPlaceholders } from '../placeholder-text.ts';
import { readNockDefinitions } from './nock-definition.ts';
import { requestOf } from './nock-request.ts';
import { responseOf } from './nock-response.ts';

/** A file of nock's definitions. */
export interface NockFile {
  readonly text: string;
  /** As the user named it, for messages. */
  readonly file: string;
  /** The secrets to replace by placeholders. Default: none. */
  readonly secrets?: SecretSwap | undefined;
  /** Why values that look like secrets may be in the file, by place. */
  readonly allowed?: ReadonlyMap<string, string> | undefined;
}

/** A cassette, and notes about everything that was lost. */
export interface ConvertedCassette {
  readonly cassette: CassetteFile;
  /** How many exchanges it has. */
  readonly exchanges: number;
  readonly notes: readonly ConversionNote[];
}

/** The placeholder for the calls, which nock does not record. No component handles it. */
const UNKNOWN_CALL = {
  method: 'GET',
  path: '/put-the-calls-here',
  headers: [],
  body: new Uint8Array(),
} as const;

/**
 * Makes a scenario of nock's definitions: all of them become written exchanges of one placeholder
 * call to `/put-the-calls-here`, which the user replaces. The answers are those that `nock.define`
 * would serve.
 *
 * @param name the name in the header of the new file
 * @throws HarnessError `foreign-invalid` for definitions that nock could not serve; `secret-found`
 *   when the scenario would hold a secret.
 */
export function cassetteFromNock(nock: NockFile, name: string): ConvertedCassette {
  const { exchanges, notes } = exchangesOfNock(nock);
  notes.add(NO_CALLS);
  const { file, allowed = new Map() } = nock;
  const guard = new SecretGuard({ secrets: nock.secrets ?? new SecretSwap(new Map()), allowed });
  const entry: CassetteEntry = {
    line: 1,
    request: UNKNOWN_CALL,
    exchanges,
    given: new Map(),
    state: new Map(),
  };
  guard.checkInteraction({ ...entry, at: 0, response: NO_RESPONSE }, 1, { file });
  const used = [...allowed].filter(([place]) => guard.used.has(place));
  const header = {
    name,
    origin: 'definitions of nock',
    world: EMPTY_WORLD,
    ...(used.length === 0 ? {} : { allowedSecrets: new Map(used) }),
  };
  return {
    cassette: { header, entries: [entry] },
    exchanges: exchanges.length,
    notes: notes.all,
  };
}

/**
 * The exchanges of nock's definitions, in their order, with placeholders in place of secrets.
 *
 * @throws HarnessError `foreign-invalid`.
 */
export function exchangesOfNock({ text, file, secrets }: NockFile): {
  exchanges: Exchange[];
  notes: ConversionNotes;
} {
  const notes = new ConversionNotes();
  const latin1 = Buffer.from(text, 'utf8').toString('latin1');
  const swapped = secrets === undefined ? latin1 : secrets.inwardText(latin1);
  const named = withPlaceholders(Buffer.from(swapped, 'latin1').toString('utf8'));
  const exchanges = readNockDefinitions(named, file).map((definition, index): Exchange => {
    const place = { file, number: index + 1, text: named };
    return {
      request: requestOf(definition, place, notes),
      outcome: { kind: 'response', response: responseOf(definition, place) },
    };
  });
  return { exchanges, notes };
}

const NO_CALLS =
  'nock knows no calls: put them in the place of GET /put-the-calls-here, or name a --scenario';

const NO_RESPONSE = { status: 200, headers: [], body: new Uint8Array() } as const;

const EMPTY_WORLD = {
  seed: 0,
  clock: undefined,
  variables: new Map(),
  files: new Map(),
  store: new Map(),
  keep: [],
} as const;
