import type {
  CassetteEntry,
  CassetteFile,
  Exchange,
  HttpResponse,
  StoreSnapshot,
} from '../../harness/index.ts';

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

/**
 * Every single change of a recording that is known here.
 *
 * @param place which byte of each body and value is changed, counted round and round
 */
export function changesOf(cassette: CassetteFile, place: number): ChangedCassette[] {
  const { header, entries } = cassette;
  const ofHeader: ChangedCassette = {
    where: 'world.seed',
    kind: 'found',
    cassette: {
      header: { ...header, world: { ...header.world, seed: header.world.seed + 1 } },
      entries,
    },
  };
  const ofEntries = entries.flatMap((entry, index) =>
    entryChanges(entry, place).map(
      ([where, kind, changed]): ChangedCassette => ({
        where: `call ${index + 1}: ${where}`,
        kind,
        cassette: { header, entries: entries.with(index, changed) },
      }),
    ),
  );
  return [ofHeader, ...ofEntries];
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
      `header ${name}`,
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
      asked(`header ${name}`, { headers: headers.with(index, [name, `${value}x`]) }),
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
