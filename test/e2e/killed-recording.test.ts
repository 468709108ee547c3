import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../harness/cassette/store/cassette-store.ts';
import { type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool } from '../tool-calls.fixture.ts';

/** `SPINTAPE_KILLS=200 npx vitest run test/e2e/killed-recording.test.ts` kills 200 recorders. */
const KILLS = Number(process.env['SPINTAPE_KILLS'] ?? 12);
const SEED = Number(process.env['SPINTAPE_KILLS_SEED'] ?? 1);
const CLIENTS = 4;
/** The longest that a recorder lives after it has answered, or listens, in milliseconds. */
const LONGEST_LIFE = 1_500;
/** Contents longer than a page, so that a write can be split. */
const CONTENT = 'x'.repeat(20_000);

/** Numbers from 0 to 1 that depend on a seed alone (mulberry32). */
function* randomNumbers(seed: number): Generator<number, never, undefined> {
  for (let state = seed; ; ) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

/** Writes files in its own session until the service is gone; gives those that were answered. */
async function writeFiles(
  { url }: ServedApp,
  session: string,
  onAnswer: () => void,
): Promise<string[]> {
  const answered: string[] = [];
  for (let count = 0; ; count += 1) {
    const path = `${session}-${count}`;
    const content = count % 2 === 0 ? CONTENT : 'short';
    const args = { file_path: path, content };
    try {
      await callTool(url, { session, tool: 'write_file', args });
    } catch {
      return answered;
    }
    answered.push(path);
    onAnswer();
  }
}

interface Kill {
  readonly answered: number;
  /** Answered calls that no cassette holds. */
  readonly missing: readonly string[];
  /** Cassettes that end in an unfinished call. */
  readonly torn: number;
}

/** Kills a recorder while clients write, and looks for their calls in the files. */
async function kill(since: 'listening' | 'first answer', afterMs: number): Promise<Kill> {
  const folder = temporaryFolder();
  const app = await serveApp(['--record', folder, '--workers', '2']);
  const sessions = Array.from({ length: CLIENTS }, (_, index) => `s${index}`);
  let onAnswer = (): void => {};
  const answer = new Promise<void>((resolve) => {
    onAnswer = resolve;
  });
  const clients = sessions.map((session) => writeFiles(app, session, onAnswer));
  if (since === 'first answer') await answer;
  await sleep(afterMs);
  expect((await app.end('SIGKILL')).code).toBe('SIGKILL');
  const answered = (await Promise.all(clients)).flat();
  const recordings = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readRecording(join(folder, name)));
  // Complete interactions replay, and unfinished ones are reported as left out.
  const replayed = await spintape(['replay', '--json', '.'], { cwd: folder });
  expect(recordings.length === 0 || replayed.code === 0).toBe(true);
  const torn = recordings.filter(({ unfinished }) => unfinished !== undefined).length;
  expect(replayed.stdout.split('"unfinished": ').length - 1).toBe(torn);
  const recorded = new Set(
    recordings
      .flatMap(({ entries }) =>
        entries.map(({ request }) => JSON.parse(new TextDecoder().decode(request.body))),
      )
      .map(({ args }) => args.file_path),
  );
  return {
    answered: answered.length,
    missing: answered.filter((path) => !recorded.has(path)),
    torn,
  };
}

describe('a recorder that is killed', () => {
  const name = `${KILLS} times at random moments loses no call that it answered`;
  it(name, { timeout: KILLS * 30_000 }, async () => {
    const moments = randomNumbers(SEED);
    const kills: Kill[] = [];
    while (kills.length < KILLS) {
      const since = kills.length % 4 === 3 ? 'listening' : 'first answer';
      kills.push(await kill(since, moments.next().value * LONGEST_LIFE));
    }
    const sum = (of: (one: Kill) => number) => kills.reduce((total, one) => total + of(one), 0);
    const [answered, torn] = [sum((one) => one.answered), sum((one) => one.torn)];
    console.info(`${kills.length} kills: ${answered} answered calls, ${torn} torn cassettes`);
    expect(kills.flatMap(({ missing }) => missing)).toEqual([]);
    expect(answered).toBeGreaterThan(KILLS);
  });
});

describe('two recorders in one folder', () => {
  it('never write one file, though they record the same session', async () => {
    const folder = temporaryFolder();
    const apps = await Promise.all(
      ['one', 'two'].map(() => serveApp(['--record', folder, '--workers', '1'])),
    );
    const session = 's1';
    await Promise.all(
      apps.flatMap(({ url }, index) =>
        ['a', 'b', 'c'].map((path) => {
          const args = { file_path: path, content: `of ${index}` };
          return callTool(url, { session, tool: 'write_file', args });
        }),
      ),
    );
    for (const app of apps) expect((await app.end()).code).toBe(0);
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);
    for (const file of files) {
      const { entries } = readRecording(join(folder, file));
      const texts = entries.map(({ request }) => new TextDecoder().decode(request.body));
      expect(new Set(texts.map((text) => /of \d/.exec(text)?.[0])).size).toBe(1);
      expect(texts).toHaveLength(3);
    }
    expect((await spintape(['replay', '.'], { cwd: folder })).code).toBe(0);
  });
});
