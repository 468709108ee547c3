import { createHash } from 'node:crypto';
import type {
  CassetteEntry,
  CassetteFile,
  Exchange,
  HttpResponse,
  StoreSnapshot,
} from '../../harness/internal.ts';

/** A recording with one thing in it changed. */
export interface ChangedCassette {
  /** What was changed, for people. */
  readonly where: string;
  /**
   * `told`: what the components did, so that no replay may pass it over; `found`: what they found
   * in their world, which they may make nothing of.
   */
  readonly kind: 'told' | 'found';
  readonly cassette: CassetteFile;
}

/** Where a recording is changed, in numbers that mean the same whatever else is in it. */
export interface ChangePlace {
  /** The call that is changed, counted from the last and round and round. */
  readonly fromLast: number;
  /** Which of the changes to it is made: another number makes another choice. */
  readonly choice: number;
  /** Which byte of a body or value is changed, counted round and round. */
  readonly byte: number;
}

/** A recording with one of all single changes that are known here: the seed, or one to a call. */
export function changedAt(
  cassette: CassetteFile,
  { fromLast, choice, byte }: ChangePlace,
): ChangedCassette {
  const { header, entries } = cassette;
  const ofHeader: ChangedCassette = {
    where: 'world.seed',
    kind: 'found',
    cassette: {
      header: { ...header, world: { ...header.world, seed: header.world.seed + 1 } },
      entries,
    },
  };
  const index = entries.length - 1 - (fromLast % entries.length);
  const entry = entries[index];
  const ofEntry = entry === undefined ? [] : entryChanges(entry, byte);
  const all = new Map([
    ['', ofHeader],
    ...ofEntry.map(([where, kind, changed]): [string, ChangedCassette] => [
      where,
      {
        where: `call ${index + 1}: ${where}`,
        kind,
        cassette: { header, entries: entries.with(index, changed) },
      },
    ]),
  ]);
  return all.get(chosenName([...all.keys()], choice)) ?? ofHeader;
}

/** The first of names in an order of chance, so that another name more or less seldom matters. */
function chosenName(names: readonly string[], choice: number): string {
  // Which byte it is depends on how long a body is.
  const rank = (name: string) => digest(`${choice} ${name.replace(/ byte \d+$/, ' byte')}`);
  const [first = ''] = names.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return first;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Change<Value> = readonly [where: string, kind: ChangedCassette['kind'], changed: Value];

function entryChanges(entry: CassetteEntry, place: number): Change<CassetteEntry>[] {
  const { response, state, exchanges, at } = entry;
  return [
    ...(response === undefined ? [] : responseChanges(response, place)).map(
      ([where, changed]) => [`response ${where}`, 'told', { ...entry, response: changed }] as const,
    ),
    ...stateChanges(state, place).map(
      ([where, changed]) => [`state ${where}`, 'told', { ...entry, state: changed }] as const,
    ),
    ...exchanges.flatMap((exchange, index) =>
      exchangeChanges(exchange, place).map(
        ([where, kind, changed]) =>
          [
            `exchange ${index + 1} ${where}`,
            kind,
            { ...entry, exchanges: exchanges.toSpliced(index, 1, ...changed) },
          ] as const,
      ),
    ),
    ...(at === undefined ? [] : [['at', 'found', { ...entry, at: at + 1 }] as const]),
  ];
}

function responseChanges(
  response: HttpResponse,
  place: number,
): (readonly [where: string, changed: HttpResponse])[] {
  const { status, headers, body } = response;
  return [
    ['status', { ...response, status: status + 1 }],
    ...headers.map(([name, value], index): [string, HttpResponse] => [
      `header ${index + 1} ${name}`,
      { ...response, headers: headers.with(index, [name, `${value}x`]) },
    ]),
    ...bytesChanges(body, place).map(([where, changed]): [string, HttpResponse] => [
      `body ${where}`,
      { ...response, body: changed },
    ]),
  ];
}

function stateChanges(
  state: StoreSnapshot,
  place: number,
): (readonly [where: string, changed: StoreSnapshot])[] {
  const values = state.get('default') ?? new Map<string, Uint8Array | null>();
  const changed = [...values].flatMap(([key, value]) => {
    const others = value === null ? [] : bytesChanges(value, place);
    const gone = value === null ? new Uint8Array() : null;
    return [
      ...others.map(
        ([where, bytes]) => [`${key} ${where}`, new Map(values).set(key, bytes)] as const,
      ),
      [`${key} there`, new Map(values).set(key, gone)] as const,
    ];
  });
  const more = [...changed, ['a key more', new Map(values).set('more', new Uint8Array())] as const];
  return more.map(([where, all]) => [where, new Map(state).set('default', all)]);
}

function exchangeChanges(exchange: Exchange, place: number): Change<Exchange[]>[] {
  const { request, outcome } = exchange;
  const { method, url, headers, body } = request;
  const asked = (where: string, change: Partial<typeof request>): Change<Exchange[]> => [
    `request ${where}`,
    'told',
    [{ outcome, request: { ...request, ...change } }],
  ];
  const answers = outcome.kind === 'response' ? responseChanges(outcome.response, place) : [];
  return [
    asked('method', { method: `${method}X` }),
    asked('url', { url: `${url}x` }),
    ...headers.map(([name, value], index) =>
      asked(`header ${index + 1} ${name}`, { headers: headers.with(index, [name, `${value}x`]) }),
    ),
    ...bytesChanges(body, place).map(([where, changed]) =>
      asked(`body ${where}`, { body: changed }),
    ),
    // Of several answers to one request, such as redirects to itself, one more or less is a world.
    ['left out', 'found', []],
    ['twice', 'found', [exchange, exchange]],
    ...answers.map(
      ([where, response]): Change<Exchange[]> => [
        `response ${where}`,
        'found',
        [{ request, outcome: { ...outcome, kind: 'response', response } }],
      ],
    ),
  ];
}

/** A byte changed, a byte more. */
function bytesChanges(
  bytes: Uint8Array,
  place: number,
): (readonly [where: string, changed: Uint8Array])[] {
  const longer: [string, Uint8Array] = ['longer', new Uint8Array([...bytes, 0x78])];
  if (bytes.length === 0) return [longer];
  const index = place % bytes.length;
  const other = bytes[index] === 0x78 ? 0x79 : 0x78;
  return [[`byte ${index}`, bytes.with(index, other)], longer];
}
