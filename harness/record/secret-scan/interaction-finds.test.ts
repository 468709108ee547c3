import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../tool-call/http-message.ts';
import type { Interaction } from '../../tool-call/interaction.ts';
import { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { interactionFinds } from './interaction-finds.ts';
import { knownSecrets } from './known-secrets.ts';
import { plantedSecret } from './planted-secrets.fixture.ts';
import { secretSearch } from './shapes/shape-finds.ts';

const VARIABLE = 'correct horse "battery"';
const SECRET = plantedSecret(0).secret;
const RANDOM = plantedSecret(11).secret;
const KEY = 'Tq7-Xk29vLqP';
const known = knownSecrets(
  new SecretSwap(
    new Map([
      ['phrase', VARIABLE],
      ['key', KEY],
    ]),
  ),
);

interface Parts {
  readonly method?: string;
  readonly sent?: string;
  readonly path?: string;
  readonly url?: string;
  readonly headers?: HeaderList;
  readonly body?: string | Uint8Array;
  readonly store?: Readonly<Record<string, string | null>>;
}

const bytes = (body: string | Uint8Array) => (typeof body === 'string' ? Buffer.from(body) : body);

/** The places of what is found in a call whose exchange sends the URL and headers. */
function places(parts: Parts) {
  const { method = 'GET', sent = 'GET', path = '/a', url = 'https://a.test/' } = parts;
  const { headers = [], body = '', store } = parts;
  const contents = Object.entries(store ?? {}).map(
    ([key, value]) => [key, value === null ? null : bytes(value)] as const,
  );
  const interaction: Interaction = {
    at: 0,
    request: { method, path, headers: [], body: new Uint8Array() },
    response: { status: 200, headers: [], body: bytes(body) },
    exchanges: [
      {
        request: { method: sent, url, headers, body: new Uint8Array() },
        outcome: { kind: 'error', code: 'DNS-timeout' },
      },
    ],
    given: new Map(),
    state: new Map([['default', new Map(contents)]]),
  };
  const finds = interactionFinds(interaction, 2, secretSearch(known));
  expect(JSON.stringify(finds)).not.toContain(SECRET);
  return finds.map(({ kind, place }) => `${kind}: ${place}`);
}

const NAMED = 'a random value with a sensitive name: step 2';
const TOKEN = 'a GitHub token: step 2';
const KNOWN = 'the value of a secret variable';
const PLACEHOLDER = 'spintape-secret.phrase.stand-in';

describe('the places of secrets in a call', () => {
  it.each<[Parts, string[]]>([
    [{ path: `/a/${SECRET}/b` }, [`${TOKEN}, request path, byte 3`]],
    [{ path: `/a?x=1&api_key=${RANDOM}` }, [`${NAMED}, request path, query api_key`]],
    [{ path: `/a?${SECRET}=1` }, [`${TOKEN}, request path, query #1`]],
    [
      { url: `https://a.test/b?sv=1&sig=${RANDOM}` },
      ['the signature of a URL: step 2, exchange 1, request url, query sig'],
    ],
    [
      { headers: [['authorization', 'Custom abcdefgh']] },
      ['credentials: step 2, exchange 1, request header authorization'],
    ],
    [{ headers: [['authorization', `token ${PLACEHOLDER}`]] }, []],
    [
      { headers: [['x-auth-token', RANDOM]] },
      [`${NAMED}, exchange 1, request header x-auth-token`],
    ],
    [{ headers: [['x-trace', RANDOM]] }, []],
    [{ method: KEY.toUpperCase() }, [`${KNOWN}: step 2, request method`]],
    [{ sent: SECRET }, [`${TOKEN}, exchange 1, request method`]],
    [{ sent: KEY.toLowerCase() }, [`${KNOWN}: step 2, exchange 1, request method`]],
    [{ headers: [[SECRET, '1']] }, [`${TOKEN}, exchange 1, request header #1`]],
    [
      { headers: [[`mcp-${KEY.toLowerCase()}`, KEY]] },
      [
        `${KNOWN}: step 2, exchange 1, request header #1`,
        `${KNOWN}: step 2, exchange 1, request header #1`,
      ],
    ],
    [
      { url: `https://${KEY.toLowerCase()}.test/${KEY.toLowerCase()}` },
      [`${KNOWN}: step 2, exchange 1, request url, byte 8`],
    ],
    [{ url: `https://a.test/${KEY.toLowerCase()}` }, []],
    [{ url: `https://a.test/?${KEY}=1` }, [`${KNOWN}: step 2, exchange 1, request url, query #1`]],
    [{ body: JSON.stringify({ [SECRET]: 1 }) }, [`${TOKEN}, response body, $[#1]`]],
    [
      { body: JSON.stringify({ [SECRET]: { token: RANDOM } }) },
      [`${TOKEN}, response body, $[#1]`, `${NAMED}, response body, $[#1].token`],
    ],
    [{ body: `{"a":"${SECRET}","a":"b"}` }, [`${TOKEN}, response body, byte 6`]],
    [{ body: JSON.stringify({ tokens: [1, RANDOM] }) }, [`${NAMED}, response body, $.tokens[1]`]],
    [
      { body: JSON.stringify([{ name: 'API_TOKEN', value: RANDOM }]) },
      [`${NAMED}, response body, $[0].value`],
    ],
    [
      { body: JSON.stringify({ secret: { 'a=b*': 1, value: RANDOM } }) },
      [`${NAMED}, response body, $.secret.value`],
    ],
    [
      { body: JSON.stringify({ 'a=b*': SECRET }) },
      [`${TOKEN}, response body, $["a\\u003db\\u002a"]`],
    ],
    [{ body: JSON.stringify({ name: 'sha', value: RANDOM }) }, []],
    [
      { store: { 'vfs/s/.env': `TOKEN=${RANDOM}` } },
      [`${NAMED}, state, store default/vfs/s/.env, byte 6`],
    ],
    [
      { store: { 'vfs/s/api_token': RANDOM } },
      [`${NAMED}, state, store default/vfs/s/api_token, byte 0`],
    ],
    [{ store: { [SECRET]: null } }, [`${TOKEN}, state, store default/#1`]],
    [
      { body: Buffer.from(`key: ${VARIABLE}`).toString('base64') },
      [`${KNOWN} in base64: step 2, response body, byte 0`],
    ],
    [{ body: `said ${VARIABLE}` }, [`${KNOWN}: step 2, response body, byte 5`]],
    [
      { body: '['.repeat(50_000) + JSON.stringify(SECRET) },
      [`${TOKEN}, response body, byte 50001`],
    ],
  ])('%j', (parts, expected) => {
    expect(places(parts)).toEqual(expected);
  });

  it('do not overflow the stack in deep JSON', () => {
    const depth = 5_000;
    const body = `${'['.repeat(depth)}"${SECRET}"${']'.repeat(depth)}`;
    expect(places({ body })).toEqual([`${TOKEN}, response body, $${'[0]'.repeat(depth)}`]);
  });
});
