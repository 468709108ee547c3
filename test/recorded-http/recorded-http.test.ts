import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type HttpResponse, readCassette, writeCassette } from '../../harness/internal.ts';
import { recordedAgain, withoutLines } from '../recorded-again.fixture.ts';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import type { ReportDocument } from '../tool-calls.fixture.ts';
import { BODY_CASES } from './body-cases.ts';
import { FAILURE_CASES } from './failure-cases.ts';
import { MESSAGE_CASES } from './message-cases.ts';
import { replayOffline, whyNotOffline } from './offline-replay.ts';
import { ORDER_CASES } from './order-cases.ts';
import { PROBE_TOKEN, probe } from './probe-request.ts';
import { STREAM_CASES } from './stream-cases.ts';
import type { WireCase } from './wire-case.ts';
import { PROBE_APP, placeOf, WireContext } from './wire-context.ts';

const CASES = [
  ...BODY_CASES,
  ...STREAM_CASES,
  ...MESSAGE_CASES,
  ...FAILURE_CASES,
  ...ORDER_CASES,
].map((wire) => ({ ...wire, place: placeOf(wire) }));

const folder = temporaryFolder();
// Files in a project name its schema, wherever the command runs that writes them.
writeFileSync(join(folder, 'package.json'), '{}');
let wireContext: WireContext;

beforeAll(async () => {
  wireContext = await WireContext.open(CASES);
});
afterAll(() => wireContext.close());

function cassettePath(place: string): string {
  return join(folder, 'cassettes', `${place}.yaml`);
}

/** The requirement of a case that the machine lacks; undefined if it can run. */
function lackOf({ needs }: WireCase): string | undefined {
  return needs === 'ipv6' && wireContext.origins.ipv6 === undefined ? 'no IPv6' : undefined;
}

/** Says aloud that a case is skipped, and skips it. */
function skip({ name }: WireCase, lack: string, context: TestContext): void {
  console.warn(`SKIPPED: ${name}, because this machine has ${lack}`);
  context.skip(lack);
}

/** The lines of a text that are these, up to the first that is missing. */
function foundInOrder(text: string, wanted: readonly string[]): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  let at = 0;
  const missing = wanted.findIndex((line) => {
    at = lines.indexOf(line, at) + 1;
    return at === 0;
  });
  return missing === -1 ? [...wanted] : wanted.slice(0, missing);
}

function jsonOf(response: HttpResponse | undefined): unknown {
  return JSON.parse(new TextDecoder().decode(response?.body));
}

it('has cases of different names', () => {
  expect(new Set(CASES.map(({ place }) => place)).size).toBe(CASES.length);
  expect(CASES.length).toBeGreaterThanOrEqual(40);
});

describe('a recording shows', () => {
  it.for(CASES)('$name', async (wire, context) => {
    const lack = lackOf(wire);
    if (lack !== undefined) return skip(wire, lack, context);
    const cassette = await wireContext.record(wire);
    writeCassette(cassettePath(wire.place), cassette);
    const text = wireContext.named(readFileSync(cassettePath(wire.place), 'utf8'));
    expect(foundInOrder(text, wire.recorded), text.slice(0, 5000)).toEqual(wire.recorded);
    if (wire.answered !== undefined) {
      expect(jsonOf(cassette.entries.at(-1)?.response)).toMatchObject(wire.answered);
    }
    wire.check?.({ cassette, received: wireContext.upstream.received(wire.place) });
    expect(readCassette(cassettePath(wire.place)).entries.length).toBe(cassette.entries.length);
  });
});

describe('the scenario of a recording records the same for', () => {
  it.for(CASES)('$name', async (wire, context) => {
    const lack = lackOf(wire);
    if (lack !== undefined) return skip(wire, lack, context);
    const cassette = readCassette(cassettePath(wire.place));
    const { again } = await recordedAgain(wireContext.app, cassette, PROBE_TOKEN);
    expect(again).toEqual(withoutLines(cassette));
  });
});

describe('a replay without a network gives the same for', () => {
  let report: ReportDocument;

  beforeAll(async () => {
    ({ report } = await replayOffline(folder));
  });

  it.for(CASES)('$name', (wire, context) => {
    const lack = lackOf(wire);
    if (lack !== undefined) return skip(wire, lack, context);
    const result = report.results.find(({ path }) => path === `cassettes/${wire.place}.yaml`);
    expect(result).toMatchObject({ name: wire.place, verdict: 'same' });
  });

  it('which has no network indeed', (context) => {
    const reason = whyNotOffline();
    if (reason === undefined) return;
    console.warn(`SKIPPED: replay in a network of its own, because ${reason}`);
    context.skip(reason);
  });
});

it('records the same bytes again as a command, with any chunking and timing', async () => {
  wireContext.upstream.forget();
  const again = CASES.filter(
    (wire) => wire.limits === undefined && wire.isTimed !== true && lackOf(wire) === undefined,
  );
  mkdirSync(join(folder, 'scenarios'));
  for (const wire of again) {
    writeCassette(join(folder, 'scenarios', `${wire.place}.yaml`), wireContext.scenario(wire));
  }
  const args = ['record', 'scenarios', '--app', PROBE_APP, '--out', 'again'];
  const env = { SPIN_VARIABLE_TOKEN: PROBE_TOKEN };
  // Requests without an answer, which no scenario here expects, are recorded and reported.
  expect(await spintape(args, { cwd: folder, env })).toMatchObject({ code: 1 });
  for (const { place } of again) {
    const text = readFileSync(join(folder, 'again', `${place}.yaml`), 'utf8');
    expect(text === readFileSync(cassettePath(place), 'utf8'), place).toBe(true);
  }
});

describe('a body above 1 MiB in one piece is not recorded', () => {
  it.each([
    ['that a component sends', '/send-bytes', 1_048_577],
    ['that a component answers with', '/big', 0],
  ])('%s', async (name, path, length) => {
    const wire: WireCase = {
      name: `a body above 1 MiB ${name}`,
      calls: ({ origins }) => [
        probe(
          path,
          [
            ['url', `${origins.refused}/`],
            ['content-type', 'text/plain'],
            ['size', 1_048_577],
          ],
          Buffer.alloc(length, 'a'),
        ),
      ],
      recorded: [],
    };
    await expect(wireContext.record(wire)).rejects.toMatchObject({
      code: 'not-reproducible',
      problem: expect.stringContaining(
        'the component wrote 1048577 bytes at once where at most 1048576 are allowed; ' +
          'componentize-js 0.10.5 cannot send a body above 1 MiB in one piece',
      ),
    });
  });
});
