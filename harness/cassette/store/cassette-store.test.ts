import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expandCall, expandResult } from '../../tool-call/dialect.ts';
import type { CassetteFile } from '../cassette-file.ts';
import { printCassette, printEntry } from '../print-cassette.ts';
import { readCassette, readRecording, writeCassette } from './cassette-store.ts';
import { CassetteWriter } from './cassette-writer.ts';
import { findCassettes } from './find-cassettes.ts';
import { schemaReference } from './schema-reference.ts';

const entry = {
  line: 0,
  at: 0,
  request: expandCall({ component: 'vfs', session: 's', tool: 'read_file', args: '{}' }),
  response: expandResult({ success: true, result: 'é'.repeat(50), errorType: null }),
  exchanges: [],
  given: new Map(),
  state: new Map(),
};
const world = {
  seed: 1,
  clock: undefined,
  variables: new Map(),
  files: new Map(),
  store: new Map(),
  keep: [],
};
const file: CassetteFile = { header: { name: 'vfs/a', world }, entries: [entry, entry] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spintape-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const linesGone = (read: CassetteFile) => read.entries.map((one) => ({ ...one, line: 0 }));

describe('writeCassette', () => {
  it('writes what readCassette reads, and leaves no other file', () => {
    const path = join(folder, 'vfs', 'a.yaml');
    writeCassette(path, { ...file, entries: [] });
    writeCassette(path, file);
    expect(linesGone(readCassette(path))).toEqual(file.entries);
    expect(readdirSync(join(folder, 'vfs'))).toEqual(['a.yaml']);
  });

  it('names the file that it cannot write, and leaves nothing behind', () => {
    mkdirSync(join(folder, 'a.yaml'));
    expect(() => writeCassette(join(folder, 'a.yaml'), file)).toThrow(
      `${folder}/a.yaml: Failed to write the file: it is a folder. Name a file.`,
    );
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });
});

describe('readCassette', () => {
  it('reports a file that does not exist, or is not UTF-8', () => {
    const path = join(folder, 'a.yaml');
    expect(() => readCassette(path)).toThrow(
      `${path}: Failed to read the file: it does not exist. Check the path.`,
    );
    writeFileSync(path, Uint8Array.of(0xff));
    expect(() => readCassette(path)).toThrow(
      `${path}: Failed to read the cassette: it is not UTF-8. Save it as UTF-8; bytes that are not text belong in base64.`,
    );
  });

  it('refuses a file that is too large without reading it', () => {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
    expect(() => readCassette(path)).toThrow(
      `${path}: Failed to read the cassette: it is larger than 67108864 bytes. Split it into several files.`,
    );
  });

  it('accepts a byte order mark', () => {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, `\uFEFF${printCassette(file, '')}`);
    expect(linesGone(readCassette(path))).toEqual(file.entries);
  });
});

describe('CassetteWriter', () => {
  it('appends interactions to the very file that writeCassette writes', () => {
    const path = join(folder, 'new', 'a.yaml');
    const writer = CassetteWriter.create(path, file.header);
    // A recorder that is killed here leaves an unfinished call, not just a header.
    const unfinished = { step: 1, line: readFileSync(path, 'utf8').split('\n').length };
    expect(readRecording(path)).toMatchObject({ entries: [], unfinished });
    writer.append(entry);
    expect(linesGone(readCassette(path))).toEqual([entry]);
    writer.append(entry);
    writeCassette(join(folder, 'new', 'b.yaml'), file);
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(folder, 'new', 'b.yaml'), 'utf8'));
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.yaml', 'b.yaml']);
  });

  it('refuses a file of another recorder, and does not change it', () => {
    const path = join(folder, 'a.yaml');
    const writer = CassetteWriter.create(path, file.header);
    expect(() => CassetteWriter.create(path, { ...file.header, name: 'other' })).toThrow(
      `${path}: Failed to create the file: it exists already. Move it away or delete it, or choose another name; nothing was written.`,
    );
    writer.append(entry);
    expect(readCassette(path)).toMatchObject({ header: { name: 'vfs/a' }, entries: [{}] });
    expect(readdirSync(folder)).toEqual(['a.yaml']);
  });

  it('loses only the interaction during which its process dies, at whatever byte', () => {
    const path = join(folder, 'a.yaml');
    const whole = Buffer.from(printCassette({ ...file, entries: [entry] }, ''));
    const next = Buffer.from(printEntry(entry));
    const unfinished = { step: 2, line: whole.toString().split('\n').length };
    for (let written = 1; written <= next.length - 4; written++) {
      for (const divider of written === next.length - 4 ? ['', '-', '--', '---'] : ['']) {
        const gap = Buffer.alloc(4);
        gap.write(divider);
        writeFileSync(path, Buffer.concat([whole, gap, next.subarray(4, 4 + written)]));
        const read = readRecording(path);
        expect([linesGone(read), read.unfinished]).toEqual([[entry], unfinished]);
      }
    }
    writeFileSync(path, Buffer.concat([whole, next]));
    const read = readRecording(path);
    expect([linesGone(read), read.unfinished]).toEqual([[entry, entry], undefined]);
  });
});

describe('readRecording', () => {
  it('refuses a file that was cut off by other means, since answered calls may be lost', () => {
    const path = join(folder, 'a.yaml');
    const bytes = Buffer.from(printCassette(file, ''));
    const inLast = bytes.lastIndexOf('é') - 1;
    writeFileSync(path, bytes.subarray(0, inLast));
    expect(() => readRecording(path)).toThrow(`${path}:`);
    const [first = '', ...rest] = bytes.toString().split('---\n');
    for (const hole of [`${first}\0---\n${rest.join('---\n')}`, `${first}x\0`, '\0\0\0\0']) {
      writeFileSync(path, hole);
      expect(() => readRecording(path)).toThrow('the recording breaks off here');
    }
  });

  it('refuses a fault before the last interaction', () => {
    const path = join(folder, 'a.yaml');
    writeFileSync(path, 'spintape: 1\nname: a\n---\nfault: 1\n---\nrequest: {');
    expect(() => readRecording(path)).toThrow(`${path}:4: Failed to read the cassette: an `);
  });
});

describe('findCassettes', () => {
  it('finds files below folders, sorted by code unit, each once', () => {
    for (const name of [
      'b/z.yaml',
      'b/é.yaml',
      'b/.hidden.yaml',
      'b/no.yml',
      'B/a.yaml',
      'c.txt',
    ]) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), '');
    }
    symlinkSync(folder, join(folder, 'b', 'loop'));
    symlinkSync(join(folder, 'c.txt'), join(folder, 'b', 'linked.yaml'));
    const detour = `${folder}/b/../c.txt`;
    const found = findCassettes([detour, folder, join(folder, 'b'), join(folder, 'c.txt')]);
    expect(found.map((path) => path.slice(folder.length + 1))).toEqual([
      'B/a.yaml',
      'b/linked.yaml',
      'b/z.yaml',
      'b/é.yaml',
      'c.txt',
    ]);
  });

  it('fails if the path does not exist', () => {
    expect(() => findCassettes([folder])).toThrow(
      `${folder}: Failed to find cassettes: the path holds no .yaml file. Name a .yaml file, or a folder that holds some.`,
    );
    expect(() => findCassettes([join(folder, 'x')])).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  });

  it.skipIf(process.getuid?.() === 0)('names a folder that it may not list', () => {
    chmodSync(folder, 0);
    expect(() => findCassettes([folder])).toThrow(expect.objectContaining({ code: 'unreadable' }));
    chmodSync(folder, 0o700);
  });
});

describe('schemaReference', () => {
  const manifest = (path: string, name: string) => {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'package.json'), JSON.stringify({ name }));
  };

  it('leads to the schema of the package that the cassette belongs to', () => {
    manifest('.', 'spintape');
    expect(schemaReference(join(folder, 'cassettes', 'vfs', 'a.yaml'))).toBe(
      '../../schema/spintape-1.schema.json',
    );
  });

  it('leads to the installed package elsewhere', () => {
    manifest('.', 'spintape');
    manifest('mine', 'my-tools');
    expect(schemaReference(join(folder, 'mine', 'cassettes', 'a.yaml'))).toBe(
      '../node_modules/spintape/schema/spintape-1.schema.json',
    );
  });

  it('leads to the root of a repository, or the working directory, where there is no project', () => {
    const bare = mkdtempSync(join(folder, 'bare-'));
    const reference = (path: string) => schemaReference(join(bare, path));
    expect(reference('a/cassettes/x.yaml')).toBe(
      'node_modules/spintape/schema/spintape-1.schema.json',
    );
    mkdirSync(join(bare, 'a/.git'), { recursive: true });
    expect(reference('a/cassettes/x.yaml')).toBe(
      '../node_modules/spintape/schema/spintape-1.schema.json',
    );
  });

  it('does not need a project', () => {
    expect(schemaReference('/a.yaml')).toBe('node_modules/spintape/schema/spintape-1.schema.json');
  });
});
