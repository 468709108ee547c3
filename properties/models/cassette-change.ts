import { createHash } from 'node:crypto';
import type {
  CassetteEntry,
  CassetteFile,
  Exchange,
  HttpResponse,
  StoreSnapshot,
} from '../../harness/internal.ts';

/** A recording with one change. */
export interface ChangedCassette {
  /** The place of the change, for people. */
  readonly where: string;
  /**
   * `outcome`: something that the components did, so every replay must notice it; `found`:
   * something that they found in their world, which may not affect them.
   */
  readonly kind: 'outcome' | 'found';
  readonly cassette: CassetteFile;
}

/** The place of a change, in numbers that keep their meaning when other calls are left out. */
export interface ChangePlace {
  /** The call that is changed, counted from the last and round and round. */
  readonly fromLast: number;
  /** Selects one of the possible changes. */
  readonly choice: number;
  /** The index of the changed byte of a body or value, modulo its length. */
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

/** The first of names in a random order, so that adding or removing a name rarely matters. */
function chosenName(names: readonly string[], choice: number): string {
  // The index of the byte depends on the length of the body.
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
      ([where, changed]) =>
        [`response ${where}`, 'outcome', { ...entry, response: changed }] as const,
    ),
    ...stateChanges(state, place).map(
      ([where, changed]) => [`state ${where}`, 'outcome', { ...entry, state: changed }] as const,
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
    'outcome',
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
    // One of several answers to the same request, such as redirects to itself, belongs to the
    // world.
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
