import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../../../test/temporary-folder.fixture.ts';
import { HarnessError } from '../../errors.ts';
import { packageFile } from '../../package-files.ts';
import { CONFIG_KEYS, readProject } from './read-project.ts';

const schema = JSON.parse(
  readFileSync(packageFile('schema/spintape-config-1.schema.json'), 'utf8'),
);
const isValid = new Ajv2020({ allowUnionTypes: true }).compile(schema);

function isRead(text: string): boolean {
  const file = join(temporaryFolder(), 'spintape.config.yaml');
  writeFileSync(file, text);
  try {
    readProject(file);
    return true;
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'config-invalid') return false;
    throw error;
  }
}

describe('the schema of configurations', () => {
  it('has the keys that are read', () => {
    expect(Object.keys(schema.properties)).toEqual(CONFIG_KEYS);
  });

  it('allows the example of the documents', () => {
    const document = readFileSync(packageFile('docs/command-line.md'), 'utf8');
    const [, example = ''] = /```yaml\n(.*?)```/s.exec(document) ?? [];
    expect([isValid(parse(example)), isRead(example)]).toEqual([true, true]);
    expect(example).toContain('/schema/spintape-config-1.schema.json');
  });

  it.each([
    ['', true],
    ['workers: 2', true],
    ['workers: auto\nhosts: []', true],
    ['workers: 0', false],
    ['workers: many', false],
    ['workers: 1.5', false],
    ['app: /etc', false],
    ['app: ""', false],
    ['app: 1', false],
    ['scenarios: [a]', false],
    ['hosts: localhost', false],
    ['hosts: ["a:1"]', false],
    ['hosts: [a.test]', true],
    ['other: 1', false],
    ['[]', false],
  ])('allows what is read: %j', (text, allowed) => {
    expect([isValid(parse(text)), isRead(text)]).toEqual([allowed, allowed]);
  });
});
