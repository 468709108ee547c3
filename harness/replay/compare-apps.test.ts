import { beforeAll, describe, expect, it } from 'vitest';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { placeText } from '../tool-call/difference-place.ts';
import { type Difference, type FileJudgement, printedDifference } from '../tool-call/verdict.ts';
import { compareApps } from './compare-apps.ts';
import { replayCassette } from './replay-cassette.ts';
import { openVariant, recordVariant } from './variants.fixture.ts';

const FILE = 'cassettes/variants/two-looks.yaml';
const LIST = 'GET http://upstream.test/items?page=1';
const NOTE = 'POST http://upstream.test/notes';
const NEAR_NOTE =
  `${NOTE}; method: recorded POST, now GET; path: recorded /notes, now /items; ` +
  'query page: recorded absent, now 1; header content-length: recorded 16, now absent; ' +
  'header content-type: recorded text/plain;charset=UTF-8, now absent; also header x-client, body';

/** A change of the component, and what it does to its first call: verdict, reason, differences. */
interface Change {
  readonly variant: string;
  readonly reported: readonly unknown[];
  /** What a replay of the plain build's recording says, where it says less. */
  readonly replayed?: readonly unknown[];
}

const SAME = ['same', undefined] as const;

const CHANGES: readonly Change[] = [
  { variant: 'plain', reported: SAME },
  { variant: 'slower', reported: SAME },
  {
    variant: 'message',
    reported: [
      'differs',
      'changed-result',
      {
        reason: 'changed-result',
        where: 'result.result',
        recorded: '"looked"',
        actual: '"had a look"',
      },
    ],
  },
  {
    variant: 'spaced',
    reported: [
      'cosmetic',
      'changed-result',
      {
        reason: 'changed-result',
        where: 'result',
        recorded: String.raw`"{\"success\":true,\"result\":\"looked\",\"error_type\":null}"`,
        actual: String.raw`"{\n \"success\": true,\n \"result\": \"looked\",\n \"error_type\": null\n}"`,
      },
    ],
  },
  {
    variant: 'extra-request',
    reported: [
      'differs',
      'more-calls',
      {
        reason: 'more-calls',
        where: `request ${LIST}&more=yes`,
        actual: 'not sent by the first app',
        nearest: [
          `${LIST}; query more: recorded absent, now yes; its answer was given to an earlier request`,
          NEAR_NOTE.replace('query page', 'query more: recorded absent, now yes; query page')
            .replace(/; header content-type.*/, '')
            .concat('; also header content-type, body'),
        ],
      },
    ],
  },
  {
    variant: 'fewer-requests',
    reported: [
      'differs',
      'fewer-calls',
      {
        reason: 'fewer-calls',
        where: `request ${NOTE}`,
        recorded: 'sent',
        actual: 'never sent',
      },
    ],
  },
  {
    variant: 'query',
    reported: [
      'differs',
      'changed-request',
      {
        reason: 'changed-request',
        where: 'request GET http://upstream.test/items?page=2',
        actual: 'not sent by the first app',
        nearest: [
          `${LIST}; query page: recorded 1, now 2`,
          NEAR_NOTE.replace('now 1;', 'now 2;').replace('header x-client, ', ''),
        ],
      },
    ],
  },
  {
    variant: 'header',
    reported: [
      'differs',
      'changed-request',
      {
        reason: 'changed-request',
        where: `request ${LIST}`,
        actual: 'not sent by the first app',
        nearest: [`${LIST}; header x-client: recorded a, now b`, NEAR_NOTE],
      },
    ],
  },
  {
    variant: 'order',
    reported: [
      'differs',
      'changed-request',
      {
        reason: 'changed-request',
        where: 'order of requests, request 1',
        recorded: LIST,
        actual: NOTE,
      },
    ],
    replayed: SAME,
  },
  {
    variant: 'state',
    reported: [
      'differs',
      'changed-state',
      {
        reason: 'changed-state',
        where: 'state default/last',
        recorded: '"first"',
        actual: '"second"',
      },
    ],
  },
  {
    variant: 'store',
    reported: [
      'differs',
      'new-capability',
      { reason: 'new-capability', where: 'store extra', recorded: 'not used', actual: 'used' },
      {
        reason: 'changed-state',
        where: 'state extra/last',
        recorded: 'unchanged',
        actual: '"first"',
      },
    ],
  },
  {
    variant: 'look',
    reported: [
      'differs',
      'new-capability',
      { reason: 'new-capability', where: 'store extra', recorded: 'not used', actual: 'used' },
    ],
    replayed: SAME,
  },
  {
    variant: 'variable',
    reported: [
      'differs',
      'new-capability',
      {
        reason: 'new-capability',
        where: 'variable variants/word',
        recorded: 'not used',
        actual: 'used',
      },
    ],
    replayed: SAME,
  },
  {
    variant: 'trap',
    reported: [
      'failed',
      'trap',
      {
        reason: 'trap',
        where: 'call',
        actual: 'the component variants trapped: the component ended its process',
      },
    ],
  },
];

let cassette: CassetteFile;
const plain = openVariant('plain');

beforeAll(async () => {
  cassette = await recordVariant('plain');
});

function reported({ verdict, reason, differences }: FileJudgement): unknown[] {
  const first = differences.filter(({ step }) => step === 1);
  return [verdict, reason, ...first.map(withoutPlaceInFile)];
}

function withoutPlaceInFile(difference: Difference): unknown {
  const { step: _step, line: _line, ...rest } = printedDifference(difference);
  return rest;
}

// A replay says the same of a request that is not known, in its own words.
function asReplayed(expected: readonly unknown[]): unknown {
  const words = JSON.stringify(expected).replace(
    'not sent by the first app',
    'not in the recording',
  );
  return [...expected.slice(0, 2), ...JSON.parse(words).slice(2)];
}

describe('comparing two builds', () => {
  it.each(CHANGES)('says what $variant changes', async (change) => {
    const second = openVariant(change.variant);
    const compared = await compareApps({ first: plain, second }, { cassette, file: FILE });
    expect(reported(compared)).toEqual(change.reported);
    const replayed = await replayCassette(second, { cassette, file: FILE });
    expect(reported(replayed)).toEqual(change.replayed ?? asReplayed(change.reported));
  });

  it('calls a changed body a changed request, and shows the field', async () => {
    const second = openVariant('body');
    const compared = await compareApps({ first: plain, second }, { cassette, file: FILE });
    const [difference] = compared.differences;
    expect(difference?.reason).toBe('changed-request');
    expect(difference?.nearest?.[0]).toBe(
      `${NOTE}; header content-length: recorded 16, now 17; body $.note: recorded "first", now "second"`,
    );
  });

  it('calls a request to a host that was not asked before a new capability', async () => {
    const second = openVariant('host');
    const compared = await compareApps({ first: plain, second }, { cassette, file: FILE });
    expect([compared.verdict, compared.reason]).toEqual(['differs', 'new-capability']);
    expect(compared.differences.map(({ where }) => placeText(where))).toEqual([
      'request GET http://other.test/',
      'request GET http://other.test/',
    ]);
  });

  it.each(['message', 'state', 'extra-request', 'order', 'variable'])(
    'does not ask the recording: a change that both builds have is none (%s)',
    async (variant) => {
      const [first, second] = [openVariant(variant), openVariant(variant)];
      const compared = await compareApps({ first, second }, { cassette, file: FILE });
      expect(compared).toEqual({ verdict: 'same', calls: 2, differences: [] });
    },
  );

  it('turned round, calls an extra request one that is missing', async () => {
    const first = openVariant('extra-request');
    const compared = await compareApps({ first, second: plain }, { cassette, file: FILE });
    expect(reported(compared)).toEqual([
      'differs',
      'fewer-calls',
      {
        reason: 'fewer-calls',
        where: `request ${LIST}&more=yes`,
        recorded: 'sent',
        actual: 'never sent',
      },
    ]);
  });

  it('says that a call has a result again where the first build trapped', async () => {
    const trapping = openVariant('trap');
    const compared = await compareApps(
      { first: trapping, second: plain },
      { cassette, file: FILE },
    );
    expect(reported(compared)).toEqual([
      'differs',
      'changed-result',
      {
        reason: 'changed-result',
        where: 'call',
        recorded: 'trap: the component variants trapped: the component ended its process',
        actual: 'answered with status 200',
      },
    ]);
    const both = await compareApps(
      { first: trapping, second: openVariant('trap') },
      { cassette, file: FILE },
    );
    expect(both).toEqual({ verdict: 'same', calls: 2, differences: [] });
  });
});
