/** A request of the component to another server. */
export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly header: string;
  readonly body?: string;
}

/** All that the component does in a call. */
export interface Behaviour {
  readonly requests: readonly Outgoing[];
  /** How long it waits before it answers, in milliseconds. */
  readonly waitMs: number;
  /** Stores that it writes to. */
  readonly stores: readonly string[];
  readonly value: string;
  /** Stores that it only looks into. */
  readonly looksInto: readonly string[];
  /** Variables that it reads besides `variant`. */
  readonly variables: readonly string[];
  readonly message: string;
  /** Whether the answer has white space that the plain one has not. */
  readonly isSpaced: boolean;
  readonly traps: boolean;
}

const LIST: Outgoing = { method: 'GET', url: 'http://upstream.test/items?page=1', header: 'a' };
const NOTE: Outgoing = {
  method: 'POST',
  url: 'http://upstream.test/notes',
  header: 'a',
  body: '{"note":"first"}',
};

const PLAIN: Behaviour = {
  requests: [LIST, NOTE],
  waitMs: 10,
  stores: ['default'],
  value: 'first',
  looksInto: [],
  variables: [],
  message: 'looked',
  isSpaced: false,
  traps: false,
};

/** What each variant changes of the plain behaviour. */
const VARIANTS: Readonly<Record<string, Partial<Behaviour>>> = {
  plain: {},
  message: { message: 'had a look' },
  spaced: { isSpaced: true },
  'extra-request': { requests: [LIST, { ...LIST, url: `${LIST.url}&more=yes` }, NOTE] },
  'fewer-requests': { requests: [LIST] },
  query: { requests: [{ ...LIST, url: LIST.url.replace('page=1', 'page=2') }, NOTE] },
  header: { requests: [{ ...LIST, header: 'b' }, NOTE] },
  body: { requests: [LIST, { ...NOTE, body: '{"note":"second"}' }] },
  order: { requests: [NOTE, LIST] },
  host: { requests: [LIST, NOTE, { ...LIST, url: 'http://other.test/' }] },
  state: { value: 'second' },
  store: { stores: ['default', 'extra'] },
  look: { looksInto: ['extra'] },
  variable: { variables: ['word'] },
  slower: { waitMs: 1_000 },
  trap: { traps: true },
};

/** The behaviour that the variable `variant` names; the plain one for a name that is none. */
export function behaviourOf(variant: string): Behaviour {
  return { ...PLAIN, ...(Object.hasOwn(VARIANTS, variant) ? VARIANTS[variant] : {}) };
}
