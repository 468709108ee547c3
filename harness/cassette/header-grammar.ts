import { HarnessError } from '../errors.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import type { CassetteHeader, RecordedApp } from './cassette-file.ts';
import {
  readEntries,
  readFields,
  readInteger,
  readList,
  readString,
  required,
} from './node-readers.ts';
import { printStores, readStores, STORE_KEYS, sortedEntries } from './store-grammar.ts';
import { printTime, readTime } from './time-grammar.ts';
import { fault, lineOf } from './yaml-fault.ts';
import type { YamlNode } from './yaml-node.ts';
import { fieldsOf, type Printable } from './yaml-printer.ts';

/** The format that this version reads and writes. */
const FORMAT = 1;

/**
 * Reads the first document of a file.
 *
 * @throws HarnessError `cassette-newer` for a later format, `cassette-invalid` for other faults.
 */
export function readHeader(node: YamlNode): CassetteHeader {
  refuseOtherFormats(node);
  const keys = ['spintape', 'name', 'origin', 'app', 'world', 'allow-secrets'] as const;
  const fields = readFields(node, 'the header', keys);
  const allowed = fields['allow-secrets'];
  return {
    name: readString(required(fields.name, 'name', node), 'name'),
    ...(fields.origin === undefined ? {} : { origin: readString(fields.origin, 'origin') }),
    ...(fields.app === undefined ? {} : { app: readApp(fields.app) }),
    world: readWorld(fields.world),
    ...(allowed === undefined ? {} : { allowedSecrets: readAllowed(allowed) }),
  };
}

/** The fields of the first document. */
export function printHeaderFields(header: CassetteHeader): Map<string, Printable> {
  const { name, origin, app, world, allowedSecrets: allowed } = header;
  const printedApp = app && fieldsOf({ name: app.name, build: new Map(sortedEntries(app.build)) });
  return fieldsOf({
    spintape: FORMAT,
    name,
    origin,
    app: printedApp,
    world: printWorld(world),
    'allow-secrets': allowed?.size ? new Map(sortedEntries(allowed)) : undefined,
  });
}

function refuseOtherFormats(node: YamlNode): void {
  const pair = node.kind === 'mapping' && node.pairs.find(([key]) => key.text === 'spintape');
  if (!pair) {
    throw fault(node, 'the first document has no spintape', `Begin it with spintape: ${FORMAT}.`);
  }
  const limits = { least: 1, most: Number.MAX_SAFE_INTEGER };
  const format = readInteger(pair[1], 'spintape', limits);
  if (format === FORMAT) return;
  throw new HarnessError({
    code: 'cassette-newer',
    problem: `Failed to read the cassette: it has format ${format}, newer than ${FORMAT}`,
    next: 'Update spintape, or record the cassette again with this version.',
    file: node.source.file,
    line: lineOf(pair[1]),
  });
}

function readApp(node: YamlNode): RecordedApp {
  const { name, build } = readFields(node, 'app', ['name', 'build']);
  const builds = readEntries(required(build, 'build', node), 'build');
  return {
    name: readString(required(name, 'name', node), 'name'),
    build: new Map(builds.map(([component, key]) => [component, readString(key, 'a build key')])),
  };
}

function readAllowed(node: YamlNode): Map<string, string> {
  const entries = readEntries(node, 'allow-secrets');
  return new Map(
    entries.map(([place, value]) => {
      const reason = readString(value, 'a reason');
      if (reason.trim() === '') throw fault(value, 'a reason is empty', 'Say why it may stay.');
      return [place, reason];
    }),
  );
}

function readWorld(node: YamlNode | undefined): StartingWorld {
  if (node === undefined) return { ...EMPTY, seed: 0, clock: undefined };
  const keys = ['seed', 'clock', 'variables', 'files', ...STORE_KEYS, 'keep'] as const;
  const fields = readFields(node, 'the world', keys);
  const { seed, clock, keep } = fields;
  const limits = { least: 0, most: Number.MAX_SAFE_INTEGER };
  return {
    seed: seed === undefined ? 0 : readInteger(seed, 'seed', limits),
    clock: clock && readTime(clock, 'clock'),
    variables: readStrings(fields.variables, 'variables'),
    files: readStrings(fields.files, 'files'),
    store: readStores(fields),
    keep: keep === undefined ? [] : readKeep(keep),
  };
}

const EMPTY = { variables: new Map(), files: new Map(), store: new Map(), keep: [] } as const;

function readStrings(node: YamlNode | undefined, what: string): Map<string, string> {
  const entries = node === undefined ? [] : readEntries(node, what);
  return new Map(entries.map(([key, value]) => [key, readString(value, `a value of ${what}`)]));
}

function readKeep(node: YamlNode): string[] {
  const names = readList(node, 'keep').map((item) => readString(item, 'a header name'));
  return [...new Set(names.map((name) => name.toLowerCase()))].sort();
}

function printWorld({ seed, clock, variables, files, store, keep }: StartingWorld): Printable {
  return fieldsOf({
    seed,
    clock: clock === undefined ? undefined : printTime(clock),
    variables: variables.size === 0 ? undefined : new Map(sortedEntries(variables)),
    // Files keep their order, in which a virtual filesystem lists them.
    files: files.size === 0 ? undefined : files,
    ...printStores(store),
    keep: keep.length === 0 ? undefined : keep.toSorted(),
  });
}
