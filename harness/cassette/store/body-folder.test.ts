import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { cassetteFile } from '../../../properties/arbitraries/cassette-file.ts';
import { withoutLines } from '../../../properties/models/cassette-value.ts';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { expandCall, expandResult } from '../../tool-call/dialect.ts';
import type { CassetteEntry, CassetteFile } from '../cassette-file.ts';
import { bodyDigest, largeBodies } from '../large-bodies.ts';
import { printCassette } from '../print-cassette.ts';
import { readCassette, readRecording, writeCassette } from './cassette-store.ts';
import { CassetteWriter } from './cassette-writer.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const large = (name: string) =>
  bytes(`{"name":"${name}","text":"${'x'.repeat(256 * 1024)}\\r\\n"}`);

const world = {
  seed: 1,
  clock: undefined,
  variables: new Map(),
  files: new Map(),
  store: new Map(),
  keep: [],
};

function entryWith(answers: readonly Uint8Array[]): CassetteEntry {
  return {
    line: 0,
    at: 0,
    request: expandCall({ component: 'github', session: 's', tool: 'get', args: '{}' }),
    response: expandResult({ success: true, result: 'ok', errorType: null }),
    exchanges: answers.map((body) => ({
      request: { method: 'GET', url: 'https://a.test/', headers: [], body: new Uint8Array() },
      outcome: { kind: 'response', response: { status: 200, headers: [], body } },
    })),
    given: new Map(),
    state: new Map(),
  };
}

const fileWith = (...entries: CassetteEntry[]): CassetteFile => ({
  header: { name: 'github/a', world },
  entries,
});

let folder: string;
let path: string;
let bodies: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'a.yaml');
  bodies = join(folder, 'a.bodies');
});

describe('large bodies', () => {
  it('are files next to the cassette, each once, with the exact bytes', () => {
    const file = fileWith(entryWith([large('a'), large('b')]), entryWith([large('a')]));
    writeCassette(path, file);
    const names = [bodyDigest(large('a')), bodyDigest(large('b'))];
    expect(readdirSync(bodies).sort()).toEqual(['.gitattributes', ...names].sort());
    expect(Buffer.compare(readFileSync(join(bodies, names[0] ?? '')), large('a'))).toBe(0);
    expect(readFileSync(join(bodies, '.gitattributes'), 'utf8')).toBe('* -text\n');
    expect(readFileSync(path, 'utf8')).toContain(`sha256: ${names[0]}\n`);
    expect(readFileSync(path).length).toBeLessThan(2000);
    const read = readCassette(path);
    expect(withoutLines(read)).toEqual(withoutLines(file));
    const [first, second] = read.entries.map(({ exchanges }) => exchanges[0]?.outcome);
    expect(first?.kind === 'response' && first.response.body).toBe(
      second?.kind === 'response' && second.response.body,
    );
  });

  it('begin above 256 KiB, in calls and results too', () => {
    const limit = (extra: number) => bytes('x'.repeat(256 * 1024 + extra));
    writeCassette(path, fileWith(entryWith([limit(0)])));
    expect(existsSync(bodies)).toBe(false);
    const text = JSON.stringify('x'.repeat(300_000));
    const call = expandCall({ component: 'vfs', tool: 'write_file', args: text });
    const result = expandResult({ success: true, result: text, errorType: null });
    const file = fileWith({ ...entryWith([limit(1)]), request: call, response: result });
    writeCassette(path, file);
    expect(readdirSync(bodies).length).toBe(4);
    expect(withoutLines(readCassette(path))).toEqual(withoutLines(file));
  });

  it('are written before the interaction that names them, by a recorder too', () => {
    const writer = CassetteWriter.create(path, fileWith().header);
    expect(existsSync(bodies)).toBe(false);
    writer.append(entryWith([large('a')]));
    writer.append(entryWith([large('a'), large('b')]));
    const whole = readFileSync(path);
    const second = whole.lastIndexOf('---\n');
    writeFileSync(path, Buffer.from(whole).fill(0, second, second + 4));
    const read = readRecording(path);
    expect(read).toMatchObject({ unfinished: { step: 2 }, entries: [{ line: 6 }] });
    const file = fileWith(entryWith([large('a')]), entryWith([large('a'), large('b')]));
    writeCassette(join(folder, 'b.yaml'), file);
    expect(readFileSync(join(folder, 'b.yaml')).equals(whole)).toBe(true);
    expect(readdirSync(join(folder, 'b.bodies'))).toEqual(readdirSync(bodies));
  });

  it('are removed when no interaction names them any more', () => {
    writeCassette(path, fileWith(entryWith([large('a'), large('b')])));
    writeCassette(path, fileWith(entryWith([large('b')])));
    expect(readdirSync(bodies).sort()).toEqual(['.gitattributes', bodyDigest(large('b'))].sort());
    writeCassette(path, fileWith(entryWith([])));
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('do not touch other files in their folder', () => {
    writeCassette(path, fileWith(entryWith([large('a')])));
    writeFileSync(join(bodies, 'notes.txt'), 'mine');
    writeCassette(path, fileWith(entryWith([])));
    expect(readdirSync(bodies).sort()).toEqual(['.gitattributes', 'notes.txt']);
  });

  it('that are missing or changed are reported with the line and the next step', () => {
    writeCassette(path, fileWith(entryWith([large('a')])));
    const body = join(bodies, bodyDigest(large('a')));
    writeFileSync(body, readFileSync(body, 'utf8').replace('x', 'y'));
    const problem = `${path}:12: Failed to read the cassette: the body ${body}`;
    expect(() => readCassette(path)).toThrow(
      `${problem} was changed: its SHA-256 is not its name. Restore the file as it was recorded, ends of lines too, or record the cassette again.`,
    );
    rmSync(body);
    expect(() => readCassette(path)).toThrow(
      `${problem} is missing. Put the file back, which belongs to the cassette, or record the cassette again.`,
    );
    writeCassette(path, fileWith(entryWith([large('a')])));
    expect(readCassette(path).entries.length).toBe(1);
  });

  it('that were changed are written again when they are recorded again', () => {
    writeCassette(path, fileWith(entryWith([large('a')])));
    const body = join(bodies, bodyDigest(large('a')));
    writeFileSync(body, 'changed');
    writeCassette(path, fileWith(entryWith([large('a')])));
    expect(readFileSync(body).equals(large('a'))).toBe(true);
  });

  it('move with the cassette when its folder of bodies does', () => {
    const file = fileWith(entryWith([large('a')]));
    writeCassette(path, file);
    cpSync(path, join(folder, 'moved.yaml'));
    cpSync(bodies, join(folder, 'moved.bodies'), { recursive: true });
    expect(withoutLines(readCassette(join(folder, 'moved.yaml')))).toEqual(withoutLines(file));
  });

  it('are just those whose digests a printed cassette names', () => {
    const swollen = cassetteFile.map((file) => ({
      ...file,
      entries: file.entries.map((entry, index) => ({
        ...entry,
        request: { ...entry.request, body: large(`request ${index % 2}`) },
        ...(entry.response && { response: { ...entry.response, body: large('response') } }),
        ...(entry.expect?.response && {
          expect: { line: 0, response: { ...entry.expect.response, body: large('expect') } },
        }),
        exchanges: entry.exchanges.map(({ request, outcome }) => ({
          request: { ...request, body: large('sent') },
          outcome:
            outcome.kind === 'response'
              ? { ...outcome, response: { ...outcome.response, body: large('answer') } }
              : outcome,
        })),
      })),
    }));
    fc.assert(
      fc.property(swollen, (file) => {
        const named = printCassette(file, '').matchAll(/sha256: '?([0-9a-f]{64})/g);
        const digests = new Set([...named].map(([, digest]) => digest));
        expect(new Set(largeBodies(file.entries).keys())).toEqual(digests);
      }),
      { numRuns: 20 },
    );
  });
});
