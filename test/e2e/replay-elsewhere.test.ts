import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** Two environments that verdicts must not depend on. */
const SURROUNDINGS: readonly Readonly<Record<string, string>>[] = [
  { LC_ALL: 'C', TZ: 'UTC', LANG: 'C' },
  { LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu', LANG: 'de_DE.UTF-8', HOME: '/' },
];

it('a cassette that differs gives the same report in another folder, zone and locale', async () => {
  const folder = temporaryFolder();
  cpSync(join(projectRoot, 'cassettes/github'), folder, { recursive: true });
  const edited = join(folder, 'file-contents.yaml');
  const text = readFileSync(edited, 'utf8');
  const changed = text.replace(/success: true/, 'success: false');
  expect(changed).not.toBe(text);
  writeFileSync(edited, changed);
  const reports: string[] = [];
  for (const env of SURROUNDINGS) {
    const { code, stdout } = await spintape(['replay', folder, '--json'], {
      cwd: temporaryFolder(),
      env,
    });
    expect(code).toBe(1);
    reports.push(stdout);
  }
  expect(reports[0]).toContain('changed-result');
  expect(reports[1]).toBe(reports[0]);
});
