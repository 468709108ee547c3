import fc from 'fast-check';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../tool-call/exchange.ts';
import { answeredExchange, cassetteOf, send } from '../exchanges.fixture.ts';
import { cassetteFromNock } from './from-nock.ts';
import { nockFromCassette } from './to-nock.ts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

const exchangesOf = (text: string): readonly Exchange[] =>
  cassetteFromNock({ text, file: 'x.json' }, 'x').cassette.entries[0]?.exchanges ?? [];

const responseOf = ({ outcome }: Exchange) =>
  outcome.kind === 'response' ? outcome.response : undefined;

describe('definitions of nock', () => {
  it('serve the exchanges of their cassette, to the byte', async () => {
    await fc.assert(
      fc
        .asyncProperty(fc.array(answeredExchange, { maxLength: 4 }), async (drawn) => {
          // Every other request is sent again, and gets another answer.
          const exchanges = drawn.map((exchange, index) => ({
            ...exchange,
            request: drawn[index % 2]?.request ?? exchange.request,
          }));
          nock.define(JSON.parse(nockFromCassette(cassetteOf(exchanges)).text));
          for (const exchange of exchanges) {
            expect(await send(exchange.request)).toEqual(responseOf(exchange));
          }
          expect(nock.isDone()).toBe(true);
        })
        .afterEach(() => nock.cleanAll()),
      { numRuns: 150 },
    );
  });

  it('give back the exchanges that they were made from, or say why not', () => {
    fc.assert(
      fc.property(fc.array(answeredExchange, { minLength: 1, maxLength: 4 }), (exchanges) => {
        const { notes } = nockFromCassette(cassetteOf(exchanges));
        fc.pre(notes.length === 1);
        expect(exchangesOf(nockFromCassette(cassetteOf(exchanges)).text)).toEqual(exchanges);
      }),
      { numRuns: 500 },
    );
  });
});
