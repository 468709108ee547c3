import { beforeAll, describe, expect, it } from 'vitest';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { printCassette } from '../cassette/print-cassette.ts';
import type { WorldHost } from '../host/host.ts';
import { updateCassette } from './update-cassette.ts';
import { openVariant, recordVariant } from './variants.fixture.ts';

const FILE = 'cassettes/variants/two-looks.yaml';

let cassette: CassetteFile;

beforeAll(async () => {
  cassette = await recordVariant('plain');
});

function update(variant: string) {
  return updateCassette(openVariant(variant), { cassette, file: FILE });
}

function text(file: CassetteFile | undefined): string | undefined {
  return file && printCassette(file, 'schema.json');
}

describe('updating a cassette', () => {
  it('leaves one alone that is the same', async () => {
    const { replay, ...rest } = await update('plain');
    expect([replay.verdict, rest]).toEqual(['same', {}]);
  });

  it.each(['message', 'spaced', 'state', 'store', 'fewer-requests'])(
    'gives the cassette that recording the build again would give: %s',
    async (variant) => {
      const { updated } = await update(variant);
      expect(text(updated)).toBe(text(await recordVariant(variant)));
    },
  );

  it.each([
    ['extra-request', 'no recorded answer for GET http://upstream.test/items?page=1&more=yes'],
    ['query', 'no recorded answer for GET http://upstream.test/items?page=2'],
    ['host', 'no recorded answer for GET http://other.test/'],
    ['trap', 'it has no result: the component variants trapped: the component ended its process'],
  ])('makes up no answer of the real world: %s', async (variant, why) => {
    const { updated, blocked } = await update(variant);
    expect([updated, blocked]).toEqual([undefined, { step: 1, why }]);
  });

  it('drops given state that is no longer read', async () => {
    const given = new Map([['extra', new Map([['absent', new Uint8Array([1])]])]]);
    const [first, ...others] = cassette.entries;
    const entries = first === undefined ? [] : [{ ...first, given }, ...others];
    const withGiven = { ...cassette, entries };
    const { updated } = await updateCassette(openVariant('message'), {
      cassette: withGiven,
      file: FILE,
    });
    expect(text(updated)).toBe(text(await recordVariant('message')));
  });

  it('writes down nothing that a second run does not give again', async () => {
    const app = openVariant('message');
    let calls = 0;
    // A host that lets the component see something from outside its world.
    const host: WorldHost = {
      call: async (request, world) => {
        calls += 1;
        const outcome = await app.host.call(request, world);
        const body = new TextEncoder().encode(String(calls));
        return outcome.kind === 'answered'
          ? { ...outcome, response: { ...outcome.response, body } }
          : outcome;
      },
      componentFor: (path) => app.host.componentFor(path),
      buildKey: (component) => app.host.buildKey(component),
      counters: () => app.host.counters(),
      close: () => app.host.close(),
    };
    const { updated, blocked } = await updateCassette({ ...app, host }, { cassette, file: FILE });
    const why = 'what it does differs from run to run';
    expect([updated, blocked]).toEqual([undefined, { step: 1, why }]);
  });
});
