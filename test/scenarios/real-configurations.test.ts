import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDeepFabricConfig } from '../../harness/internal.ts';

const folder = join(process.env['SPINTAPE_DATA'] ?? '', 'deepfabric-rows');
const isThere = existsSync(join(folder, 'row1.config.yaml'));
if (!isThere) {
  console.warn(
    'SKIPPED: real configurations of DeepFabric. Set SPINTAPE_DATA to a folder of them.',
  );
}

describe.skipIf(!isThere)('the configurations with which DeepFabric made the rows', () => {
  it('load with files', () => {
    expect(read('row1.config.yaml')).toEqual({
      files: new Map([
        ['main.py', "print('hi')\n"],
        ['config.json', '{\n  "version": "1.0.0",\n  "debug": true\n}\n'],
      ]),
      components: new Map([['vfs', ['read_file', 'write_file', 'list_files']]]),
      toolExecutePath: undefined,
      spinEndpoint: 'http://127.0.0.1:3400',
      toolsEndpoint: undefined,
      notes: [],
    });
  });

  it('load with a path for all calls', () => {
    expect(read('row2.config.yaml')).toEqual({
      files: new Map(),
      components: new Map([['mock', ['list_issues', 'issue_read', 'search_code']]]),
      toolExecutePath: '/mock/execute',
      spinEndpoint: 'http://127.0.0.1:3400',
      toolsEndpoint: 'http://127.0.0.1:3400/mock/list-tools',
      notes: [],
    });
  });
});

/** A configuration without the places of its files. */
function read(name: string) {
  const text = readFileSync(join(folder, name), 'utf8');
  const { places: _, ...config } = readDeepFabricConfig(text, name);
  return config;
}
