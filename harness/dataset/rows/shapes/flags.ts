import { isJsonObject, type JsonValue } from '../../../json/json-text.ts';
import { isRowObject, type RowObject } from '../row-value.ts';
import { plainName } from './call-likeness.ts';

// The flags, numbers and states of calls and answers are a closed vocabulary: each says nothing of
// the run, or says how it went. That a run succeeded is not compared, because some writers say so
// of every call whose answer they have, errors included.

/** In what a row denies that a call ran as its answer shows. */
export interface Denial {
  readonly claim: 'not executed' | 'failed';
  /** As text. */
  readonly note: string;
}

type Saying = Denial['claim'] | 'nothing';

/** What a flag, a number or a state says of the run; undefined for one that is not known. */
export function flagSays(name: string, value: unknown): Saying | undefined {
  const plain = plainName(name);
  if (typeof value === 'boolean') return FLAGS.get(`${plain} ${value}`);
  const number = numberOf(value);
  if (number !== undefined) return numberSays(plain, number);
  if (typeof value !== 'string') return undefined;
  if (plain === 'status') return STATES.get(plainName(value));
  return plain === 'type' ? TYPES.get(plainName(value)) : undefined;
}

/** The first denial among the members of objects, or among their metadata. */
export function denialIn(...objects: readonly unknown[]): { readonly denial?: Denial } {
  for (const object of objects) {
    if (!isRowObject(object)) continue;
    const { metadata } = object;
    const denial = denialOf(object) ?? (isRowObject(metadata) ? denialOf(metadata) : undefined);
    if (denial !== undefined) return { denial };
  }
  return {};
}

function denialOf(object: RowObject): Denial | undefined {
  for (const [name, value] of Object.entries(object)) {
    const claim = flagSays(name, value);
    if (claim === undefined || claim === 'nothing') continue;
    const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
    return { claim, note: `the row says that the call was ${WORDS[claim]} (${name}: ${shown})` };
  }
  return undefined;
}

const WORDS = { failed: 'one that failed', 'not executed': 'not executed' } as const;

const FAILED_IF_TRUE =
  'iserror haserror errored failed isfailed hasfailed failure timedout timeout refused rejected ' +
  'denied blocked aborted crashed';
const FAILED_IF_FALSE = 'success successful succeeded issuccess issuccessful ok isok';
const NOT_EXECUTED_IF_TRUE =
  'skipped isskipped notexecuted unexecuted cancelled canceled iscancelled dropped hallucinated';
const NOT_EXECUTED_IF_FALSE = 'executed isexecuted wasexecuted called wascalled ran';
const NEUTRAL_IF_TRUE = 'completed finished done';
const NEUTRAL_IF_FALSE = 'error truncated partial pending';
const NEUTRAL =
  'strict cached cachehit streamed streaming final isfinal last islast hidden visible mask ' +
  'masked train trainable loss parallel tooluse required readonly generated synthetic retried';

const words = (text: string): readonly string[] => text.split(' ');

const FLAGS: ReadonlyMap<string, Saying> = new Map<string, Saying>([
  ...oneSided(FAILED_IF_TRUE, true, 'failed'),
  ...oneSided(FAILED_IF_FALSE, false, 'failed'),
  ...oneSided(NOT_EXECUTED_IF_TRUE, true, 'not executed'),
  ...oneSided(NOT_EXECUTED_IF_FALSE, false, 'not executed'),
  ...words(NEUTRAL_IF_TRUE).map((word) => [`${word} true`, 'nothing'] as const),
  ...words(NEUTRAL_IF_FALSE).map((word) => [`${word} false`, 'nothing'] as const),
  ...oneSided(NEUTRAL, true, 'nothing'),
]);

/** Flags that say something by one value, and nothing by the other. */
function oneSided(names: string, value: boolean, saying: Saying): readonly [string, Saying][] {
  return words(names).flatMap((name) => [
    [`${name} ${value}`, saying],
    [`${name} ${!value}`, 'nothing'],
  ]);
}

const FAILED_STATES =
  'error errored fail failed failure timeout timedout refused rejected denied aborted';

const SUCCESSFUL_STATES =
  'success successful succeeded ok completed complete done finished executed';
const STATES_WITHOUT_RUN = 'notexecuted skipped cancelled canceled notrun notcalled dropped';

const STATES: ReadonlyMap<string, Saying> = new Map<string, Saying>([
  ...words(SUCCESSFUL_STATES).map((state) => [state, 'nothing'] as const),
  ...words(FAILED_STATES).map((state) => [state, 'failed'] as const),
  ...words(STATES_WITHOUT_RUN).map((state) => [state, 'not executed'] as const),
]);

const TYPES: ReadonlyMap<string, Saying> = new Map<string, Saying>([
  ...words(
    'tool function message text call execution toolcall functioncall toolresult toolresponse ' +
      'tooloutput toolmessage toolexecution functionresult functionresponse functioncalloutput',
  ).map((type) => [type, 'nothing'] as const),
  ...words('error toolerror failure').map((type) => [type, 'failed'] as const),
]);

function numberSays(plain: string, number: number): Saying | undefined {
  if (/^(?:exit|return)(?:code|status)$/.test(plain)) return number === 0 ? 'nothing' : 'failed';
  if (/^(?:http)?(?:status|code|statuscode)$/.test(plain)) {
    if (number >= 400 && number < 600) return 'failed';
    return number >= 100 && number < 400 ? 'nothing' : undefined;
  }
  return isQuantity(plain) ? 'nothing' : undefined;
}

/** The ends of names of numbers that identify, measure or rate something. */
const QUANTITIES = words(
  'ms sec secs second seconds duration latency elapsed time timestamp edat token tokens count ' +
    'size length bytes cost price score reward weight index idx step number callid messageid ' +
    'order position turn round attempt attempts retries version temperature seed logprob ' +
    'confidence probability rank depth level priority loss mask train',
);

function isQuantity(plain: string): boolean {
  return plain === 'id' || plain === 'at' || QUANTITIES.some((end) => plain.endsWith(end));
}

/**
 * The number that a value is; undefined for any other. Where a row has values for arguments, all of
 * its numbers are lossless.
 */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const isLossless = isRowObject(value) && !isJsonObject(value as JsonValue);
  return isLossless ? Number(String(value)) : undefined;
}
