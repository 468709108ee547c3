import { describe, expect, it } from 'vitest';
import { SecretSwap } from '../../world/secrets/secret-swap.ts';
import { bodyFinds } from './body-finds.ts';
import { knownSecrets } from './known-secrets.ts';
import { KINDS_OF_SECRETS, plantedSecret } from './planted-secrets.fixture.ts';
import { ScanBudget } from './scan-budget.ts';
import { secretSearch, VALUE_OF_SECRET } from './shapes/shape-finds.ts';
import { textFinds } from './text-finds.ts';
import { WRITTEN_FORMS } from './written-forms.fixture.ts';

const planted = Array.from({ length: KINDS_OF_SECRETS }, (_, index) => plantedSecret(80 + index));

describe.each(WRITTEN_FORMS)('$name', ({ write, encoding, suffix = '', packed = 0 }) => {
  it.each(planted)('gives away $kind', ({ kind, written }) => {
    const body = Buffer.from(write(written.replace(/^use /, '')));
    const finds = bodyFinds({ bytes: body, place: 'body', encoding }, secretSearch());
    const place = `body${', unpacked'.repeat(packed)}, byte `;
    const found = finds.filter((find) => find.place.startsWith(place));
    expect(found.map((find) => find.kind)).toContain(kind + suffix);
  });
});

const tokens = planted.filter(({ kind }) => /token|key$/.test(kind) && kind !== 'a Bearer token');

describe('a token', () => {
  it.each(tokens.filter(({ kind }) => !/private/.test(kind)))(
    'is found behind letters and digits: $kind',
    ({ kind, secret }) => {
      for (const before of ['a', 'Z', '7', 'token', `\\n${'abc/'.repeat(20)}xyz`]) {
        const finds = textFinds(before + secret, secretSearch());
        expect(finds.map((find) => [find.kind, find.index])).toEqual([[kind, before.length]]);
      }
    },
  );

  it('is found behind others, and behind placeholders of its kind', () => {
    const { secret } = plantedSecret(0);
    const placeholder = `ghp_${'x'.repeat(36)}`;
    expect(textFinds(placeholder + secret, secretSearch())).toMatchObject([{ index: 40 }]);
    expect(textFinds(`${secret}example`, secretSearch())).toMatchObject([{ index: 0 }]);
    expect(textFinds(`a=https://b/?token=${secret}`, secretSearch()).length).toBe(1);
  });
});

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const EVENT = (text: string): string => `data: ${JSON.stringify(`\n${text}`)}\n\n`;
const UTF_16 = (text: string): string => Buffer.from(text, 'utf16le').toString('latin1');
const JSON_TEXT = (text: string): string => JSON.stringify({ a: text });

/** Encodings that keep a text a text. */
const LAYERS: ReadonlyArray<(text: string) => string> = [
  base64,
  (text) => Buffer.from(text).toString('base64url'),
  (text) => base64(text).replace(/.{76}/g, '$&\r\n'),
  (text) => Buffer.from(text).toString('hex'),
  (text) => encodeURIComponent(text),
  JSON_TEXT,
  EVENT,
  (text) => `\x1b[31m${text}\x1b[0m`,
  UTF_16,
];

const MOST_LAYERS = 4;

it('a token is found in every four encodings within each other, and counted once', () => {
  const { secret } = plantedSecret(0);
  const missed: string[] = [];
  const search = (text: string, names: readonly number[]): void => {
    const finds = textFinds(Buffer.from(text).toString('latin1'), secretSearch());
    const kinds = finds.map(({ kind }) => kind.replace(/ in .*/, ''));
    if (kinds.join() !== 'a GitHub token') missed.push(`LAYERS ${names.join(', ')}: ${kinds}`);
    if (names.length === MOST_LAYERS) return;
    for (const [name, layer] of LAYERS.entries()) search(layer(text), [...names, name]);
  };
  search(`is ${secret}!`, []);
  expect(missed).toEqual([]);
});

it('a token in strings in strings, and each time in UTF-16, is found', () => {
  const layers = [UTF_16, JSON_TEXT, JSON_TEXT, UTF_16, JSON_TEXT, JSON_TEXT];
  const text = layers.reduce((inner, layer) => layer(inner), plantedSecret(0).secret);
  expect(textFinds(text, secretSearch())).toMatchObject([
    { kind: 'a GitHub token in UTF-16 in UTF-16' },
  ]);
});

it('what is encoded more often than that is not passed', () => {
  const text = Array.from({ length: 8 }).reduce<string>(base64, `is ${plantedSecret(0).secret}!`);
  expect(textFinds(text, secretSearch())).toMatchObject([
    { kind: expect.stringMatching(/^text encoded more than 6 times in base64/), index: 0 },
  ]);
});

it('a scan that has read or found too much says so instead of going on', () => {
  const few = { ...secretSearch(), budget: new ScanBudget({ characters: 1_000 }) };
  expect(textFinds('a'.repeat(1_001), few)).toEqual([
    { kind: 'more than one scan reads', secret: '', index: 0, isUnsearched: true },
  ]);
  const many = { ...secretSearch(), budget: new ScanBudget({ finds: 2 }) };
  const { secret } = plantedSecret(0);
  expect(textFinds(`${secret} ${secret}`, many).length).toBe(2);
  expect(many.budget.hasTooManyFinds).toBe(false);
  expect(textFinds(secret, many).length).toBe(0);
  expect(many.budget.hasTooManyFinds).toBe(true);
});

describe.each([8, 12, 15])('the value of a secret variable of %d characters', (length) => {
  const secret = 'q7Zw3kP1xYz22Ab'.slice(0, length);
  const swap = new SecretSwap(new Map([['github_token', secret]]));
  const known = knownSecrets(swap);

  it.each([
    ['base64', base64(secret)],
    ['base64', Buffer.from(`x${secret}`).toString('base64url')],
    ['base64', Buffer.from(`user:${secret}`).toString('base64')],
    ['hexadecimal', Buffer.from(secret).toString('hex')],
    ['hexadecimal', `f${Buffer.from(secret).toString('hex').toUpperCase()}`],
    ['UTF-16 in base64', Buffer.from(secret, 'utf16le').toString('base64')],
  ])('is found in %s: %s', (form, written) => {
    const text = JSON.stringify({ title: `id=${written}` });
    const finds = textFinds(text, secretSearch(known, swap.shortest));
    expect(finds.map(({ kind }) => kind)).toEqual([`${VALUE_OF_SECRET} in ${form}`]);
  });
});
