import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  isNull,
  readFields,
  readInteger,
  readList,
  readString,
} from '../../cassette/format/node-readers.ts';
import { yamlDocuments } from '../../cassette/yaml/yaml-documents.ts';
import { fault } from '../../cassette/yaml/yaml-fault.ts';
import type { YamlNode } from '../../cassette/yaml/yaml-node.ts';
import { HarnessError, plainFailure } from '../../errors.ts';
import { readText } from '../read-text.ts';
import type { Project } from './project.ts';

/** The keys of a configuration, in the order in which `spintape init` writes them. */
export const CONFIG_KEYS = ['app', 'scenarios', 'cassettes', 'workers', 'hosts'] as const;

const SUBJECT = 'the configuration';

/**
 * Reads the configuration of a project. Its paths are relative to its own folder; without `app`,
 * the spin.toml next to it is the app.
 *
 * @param file relative to the working folder
 * @throws HarnessError `config-invalid` with file and line, or `unreadable`.
 */
export function readProject(file: string): Project {
  try {
    return projectIn(readText(file, SUBJECT), file);
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== 'cassette-invalid') throw error;
    throw new HarnessError({ ...plainFailure(error), code: 'config-invalid', cause: error });
  }
}

function projectIn(text: string, file: string): Project {
  const [root, second] = yamlDocuments(text, file, { subject: SUBJECT });
  if (second !== undefined) throw fault(second, 'it has a second document', 'Keep one.');
  const nodes = root === undefined || isNull(root) ? {} : readFields(root, SUBJECT, CONFIG_KEYS);
  const folder = dirname(file);
  const path = (node: YamlNode | undefined, key: string): string | undefined =>
    node && fromWorkingFolder(join(folder, readPath(node, key)));
  const neighbour = join(folder, 'spin.toml');
  return {
    file,
    app:
      path(nodes.app, 'app') ?? (existsSync(neighbour) ? fromWorkingFolder(neighbour) : undefined),
    scenarios: path(nodes.scenarios, 'scenarios'),
    cassettes: path(nodes.cassettes, 'cassettes'),
    workers: nodes.workers && readWorkers(nodes.workers),
    hosts: nodes.hosts === undefined ? [] : readHosts(nodes.hosts),
  };
}

function readPath(node: YamlNode, key: string): string {
  const text = readString(node, key);
  if (text !== '' && resolve(text) !== text) return text;
  const reason = text === '' ? 'an empty text' : 'an absolute path';
  const next = 'Name it relative to the folder of the configuration.';
  throw fault(node, `${key} is ${reason}`, next);
}

function readWorkers(node: YamlNode): number | undefined {
  if (node.kind === 'scalar' && node.text === 'auto') return undefined;
  const wanted = 'auto, or a whole number from 1 to 1024';
  return readInteger(node, 'workers', { least: 1, most: 1024, wanted });
}

function readHosts(node: YamlNode): string[] {
  return readList(node, 'hosts').map((host) => {
    const text = readString(host, 'a host');
    if (/^[\w.-]+$/.test(text)) return text;
    const next = 'Write it as example.com, without scheme, port or wildcard.';
    throw fault(host, `${JSON.stringify(text)} is not a host name`, next);
  });
}

function fromWorkingFolder(path: string): string {
  return relative(resolve(), path) || '.';
}
