import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

it.each([
  ['run', 'app'],
  ['run', 'junit'],
  ['run', 'config'],
  ['replay', 'junit'],
  ['replay', 'against'],
  ['record', 'out', 'a.yaml'],
  ['serve', 'record'],
  ['serve', 'cassette'],
  ['check', 'save'],
  ['convert', 'scenario', 'a.json', 'b.yaml'],
  ['reproduce', 'certify', 'rows.jsonl'],
  ['reproduce', 'write-good', 'rows.jsonl'],
  ['reproduce', 'resume', 'rows.jsonl'],
  ['reproduce', 'config', 'rows.jsonl'],
  ['reproduce', 'world', 'rows.jsonl'],
  ['reproduce', 'mock-log', 'rows.jsonl'],
  ['reproduce', 'cassettes', 'rows.jsonl'],
  ['verify', 'world', 'rows.jsonl'],
])('%s --%s refuses an empty path, and does nothing', async (command, option, ...others) => {
  const cwd = temporaryFolder();
  for (const empty of [[`--${option}=`], [`--${option}`, '']]) {
    const { code, stderr } = await spintape([command, ...empty, ...others], { cwd });
    expect([code, stderr]).toEqual([
      2,
      `spintape: Failed to read the command line: --${option} takes a path, not "". Name one, or leave the option out.\n`,
    ]);
  }
  expect(readdirSync(cwd)).toEqual([]);
});

it.each([
  ['run', ''],
  ['replay', ''],
  ['record', ''],
  ['show', ''],
  ['reproduce', ''],
  ['verify', ''],
  ['verify', '', 'b'],
  ['convert', '', 'b.yaml'],
])('%s takes no empty path as an argument: %j', async (...args) => {
  const cwd = temporaryFolder();
  const { code, stderr } = await spintape(args, { cwd });
  expect([code, stderr]).toEqual([
    2,
    'spintape: Failed to read the command line: "" is not a path. Name a file or a folder.\n',
  ]);
  expect(readdirSync(cwd)).toEqual([]);
});
