import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { JCO_VERSION } from './transpile-component.ts';

describe('JCO_VERSION', () => {
  it('is the version that package.json pins', async () => {
    const manifest = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(manifest).dependencies['@bytecodealliance/jco']).toBe(JCO_VERSION);
  });
});
