import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITY } from '../../tool-call/verdict.ts';
import { digestOf, digestOfText } from '../digest.ts';
import { printJudgement, readJudgement } from '../judging/judgement-text.ts';
import { parseCertificate, printCertificate, type RowCertificate } from './certificate.ts';
import { certificateChanges } from './certificate-changes.ts';

const digest = fc.string().map(digestOfText);
const verdict = fc.constantFrom(...SEVERITY);
const reason = fc.option(fc.constantFrom('drifted', 'lost', 'trap'), { nil: undefined });
const call = fc
  .record({ tool: fc.string({ unit: 'binary' }), verdict, reason })
  .map(({ reason, ...others }) => (reason === undefined ? others : { ...others, reason }));
const certificate: fc.Arbitrary<RowCertificate> = fc
  .record({
    name: fc.string({ unit: 'binary' }),
    row: digest,
    components: fc.dictionary(fc.constantFrom('vfs', 'mock', 'github'), fc.string()),
    world: fc.option(digest),
    cassettes: fc.option(digest),
    seed: fc.maxSafeNat(),
    verdict,
    inferred: fc.boolean(),
    contract: fc.constantFrom('spintape', 'deepfabric-4'),
    calls: fc.array(call, { maxLength: 3 }),
  })
  .map((one) => ({ ...one, components: { ...one.components } }));

describe('a certificate', () => {
  it('is read as it was printed, and then nothing has changed', () => {
    fc.assert(
      fc.property(certificate, (one) => {
        const read = parseCertificate(printCertificate(one), 'c.json');
        expect(read).toEqual(one);
        expect(printCertificate(read)).toBe(printCertificate(one));
        expect(certificateChanges(one, read)).toEqual([]);
      }),
    );
  });

  it('names all that has changed', () => {
    const one: RowCertificate = {
      name: 'rows.jsonl:1',
      row: digestOfText('row'),
      components: { vfs: '1', mock: '1' },
      world: digestOfText('world'),
      cassettes: null,
      seed: 0,
      verdict: 'same',
      inferred: false,
      contract: 'spintape',
      calls: [{ tool: 'read_file', verdict: 'same' }],
    };
    const now: RowCertificate = {
      ...one,
      components: { vfs: '2', github: '1' },
      world: null,
      cassettes: digestOfText('cassette'),
      verdict: 'differs',
      reason: 'drifted',
      calls: [{ tool: 'read_file', verdict: 'differs', reason: 'drifted' }],
    };
    expect(certificateChanges(one, now)).toEqual([
      { what: 'component', detail: 'a call now goes to github' },
      { what: 'component', detail: 'no call goes to mock any more' },
      { what: 'component', detail: 'vfs was built from other sources' },
      { what: 'world', detail: 'none is given; pass it with --config, --world or --mock-log' },
      { what: 'cassette', detail: 'one has the calls now, and none was certified' },
      { what: 'verdict', detail: 'step 1 read_file was same, and is differs (drifted)' },
    ]);
  });
});

describe('a certificate of an earlier version', () => {
  const digest = 'ab'.repeat(32);
  const certified = (key: string): RowCertificate => ({
    name: 'rows.jsonl:1',
    row: digestOfText('row'),
    components: { own: key },
    world: null,
    cassettes: null,
    seed: 1,
    verdict: 'same',
    inferred: false,
    calls: [],
  });
  const now = certified(`sha256:${digest}`);

  it('knows a component by the first 16 digits of its digest', () => {
    const before = certified(`sha256:${digest.slice(0, 16)}`);
    expect(certificateChanges(before, now)).toEqual([]);
  });

  it.each([`sha256:${'ab'.repeat(7)}ac`, `sha256:${'ab'.repeat(7)}`, 'sha256:', 'ab'.repeat(8)])(
    'knows no other component: %s',
    (key) => {
      expect(certificateChanges(certified(key), now)).toHaveLength(1);
    },
  );
});

describe('a digest', () => {
  it('is the same for objects whatever the order of their members, and for nothing else', () => {
    expect(digestOf({ a: 1, b: new Map([['x', new Uint8Array([1])]]) })).toBe(
      digestOf({ b: new Map([['x', new Uint8Array([1])]]), a: 1 }),
    );
    const others = [{ a: 1 }, { a: '1' }, [['a', 1]], new Map([['a', 1]]), new Uint8Array([97, 1])];
    expect(new Set(others.map(digestOf)).size).toBe(others.length);
    expect(digestOf([1, 2])).not.toBe(digestOf([2, 1]));
  });
});

describe('a judgement', () => {
  it('is kept without loss', () => {
    const calls = [
      { step: 1, tool: 't', verdict: 'same', isInferred: true, isExplained: true } as const,
    ];
    const spintape = { verdict: 'same', isInferred: true, calls } as const;
    const row = {
      line: 3,
      ...spintape,
      contract: 'spintape',
      under: new Map([['spintape', spintape]]),
    };
    const unreadable = {
      line: 4,
      verdict: 'unverifiable',
      reason: 'unreadable-row',
      isInferred: false,
      calls: [],
      under: new Map(),
      problem: 'p',
    } as const;
    for (const judgement of [row, unreadable]) {
      expect(readJudgement(JSON.parse(printJudgement(judgement)))).toEqual(judgement);
    }
  });
});
