import {
  isSecretSink,
  SECRET_SINKS,
  type SecretSink,
  type SecretSinks,
} from '../../world/secrets/refused-placeholder.ts';
import type { CassetteHeader, ComparedPart, RecordedApp } from '../cassette-file.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { FORMAT } from './format-upgrade.ts';
import { readEntries, readFields, readList, readString, required } from './node-readers.ts';
import { sortedEntries } from './store-grammar.ts';
import { printWorld, readWorld } from './world-grammar.ts';

/**
 * Reads the first document of a file in the present format.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function readHeader(node: YamlNode): CassetteHeader {
  const keys = [
    ...(['spintape', 'name', 'origin', 'app', 'world'] as const),
    ...(['compares', 'allow-secrets', 'secret-sinks'] as const),
  ];
  const fields = readFields(node, 'the header', keys);
  const { 'allow-secrets': allowed, 'secret-sinks': sinks } = fields;
  return {
    name: readString(required(fields.name, 'name', node), 'name'),
    ...(fields.origin === undefined ? {} : { origin: readString(fields.origin, 'origin') }),
    ...(fields.app === undefined ? {} : { app: readApp(fields.app) }),
    world: readWorld(fields.world),
    ...(fields.compares === undefined ? {} : { compares: readCompares(fields.compares) }),
    ...(allowed === undefined ? {} : { allowedSecrets: readAllowed(allowed) }),
    ...(sinks === undefined ? {} : { secretSinks: readSinks(sinks) }),
  };
}

/** The fields of the first document. */
export function printHeaderFields(header: CassetteHeader): Map<string, Printable> {
  const { name, origin, app, world, compares } = header;
  const { allowedSecrets: allowed, secretSinks: sinks } = header;
  const printedApp = app && fieldsOf({ name: app.name, build: new Map(sortedEntries(app.build)) });
  return fieldsOf({
    spintape: FORMAT,
    name,
    origin,
    app: printedApp,
    world: printWorld(world),
    compares: compares?.length ? compares : undefined,
    'allow-secrets': allowed?.size ? new Map(sortedEntries(allowed)) : undefined,
    'secret-sinks': sinks?.size ? printSinks(sinks) : undefined,
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

function readCompares(node: YamlNode): ComparedPart[] {
  const items = readList(node, 'compares').map((item): [YamlNode, string] => [
    item,
    readString(item, 'an item of compares'),
  ]);
  const other = items.find(([, text]) => text !== 'refused');
  if (other === undefined) return items.length === 0 ? [] : ['refused'];
  const [item, text] = other;
  throw fault(item, `this version does not compare ${JSON.stringify(text)}`, 'Use refused.');
}

function readSinks(node: YamlNode): SecretSinks {
  const entries = readEntries(node, 'secret-sinks');
  return new Map(
    entries.map(([variable, value]) => [
      variable,
      new Set(readList(value, 'the parts of requests').map(readSink)),
    ]),
  );
}

function readSink(node: YamlNode): SecretSink {
  const text = readString(node, 'a part of requests');
  if (isSecretSink(text)) return text;
  throw fault(node, `"${text}" is not a part of a request`, `Use ${SECRET_SINKS.join(', ')}.`);
}

function printSinks(sinks: SecretSinks): Map<string, Printable> {
  return new Map(sortedEntries(sinks).map(([variable, parts]) => [variable, [...parts].sort()]));
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
