import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { runFiles } from './run-files.fixture.ts';

const LIST = 'call: {component: vfs, session: s, tool: list_files, args: {}}\n';
const scenario = (world: string) => `spintape: 1\nname: a\nworld:\n${world}\n---\n${LIST}`;

describe('starting files, one of them below another', () => {
  it.each([
    [
      'in one list',
      '  files:\n    a/b: y\n    ./a: x',
      'a.yaml:5: Failed to create the starting file "a/b": "./a" is a file, in a.yaml:6, and not a directory. Remove or rename one of the two.',
    ],
    [
      'deep below',
      '  files:\n    c/d: x\n    c/d/e/../f/g: y',
      'a.yaml:6: Failed to create the starting file "c/d/e/../f/g": "c/d" is a file, in a.yaml:5, and not a directory. Remove or rename one of the two.',
    ],
    [
      'with names between them in the order of their characters',
      '  files: {"a!b": x, "a\\0b": x, "a b/c": x, a/z: y, a: x}',
      'a.yaml:4: Failed to create the starting file "a/z": "a" is a file, in a.yaml:4, and not a directory. Remove or rename one of the two.',
    ],
    [
      'in a session and for all',
      '  files: {a: x}\n  sessions:\n    t: {files: {b: x}}\n    s: {files: {a/b: y}}',
      'a.yaml:7: Failed to create the starting file "a/b": "a" is a file, in a.yaml:4, and not a directory. Remove or rename one of the two.',
    ],
  ])('are refused %s', async (_, world, message) => {
    const { code, stdout, cwd } = await runFiles({ 'a.yaml': scenario(world) }, 'a.yaml');
    expect([code, stdout.split('\n')[3]]).toEqual([2, message]);
    const recorded = await spintape(['record', 'a.yaml'], { cwd });
    expect([recorded.code, recorded.stderr.split('\n')[0]]).toEqual([2, `spintape: ${message}`]);
  });

  it.each([
    ['are two files of two sessions', '  sessions: {t: {files: {a: x}}, s: {files: {a/b: y}}}'],
    ['may have names with a common prefix', '  files: {a: x, ab/c: y, a.b: z}'],
    [
      'may be, where paths have no directories',
      '  variables: {contract: deepfabric-4}\n  files: {a: x, a/b: y}',
    ],
  ])('%s', async (_, world) => {
    expect((await runFiles({ 'a.yaml': scenario(world) }, 'a.yaml')).code).toBe(0);
  });
});
