import { describe, expect, it } from 'vitest';
import { runFiles } from './run-files.fixture.ts';

const SCENARIO =
  'spintape: 1\nname: a\nworld: {}\n---\n' +
  'call: {component: vfs, session: s-1, tool: list_files, args: {}}\n';

describe('a configuration of DeepFabric', () => {
  it.each(['generation: {tools: {}}', 'scenario_seed: {files: {a.txt: hi}}', 'llm: {provider: x}'])(
    'that is passed as a scenario is recognized (%s)',
    async (text) => {
      const { code, stdout } = await runFiles({ 'config.yaml': `${text}\n` }, 'config.yaml');
      expect([code, stdout.split('\n')[3]]).toEqual([
        2,
        'config.yaml:1: Failed to read the scenario: it looks like a configuration of DeepFabric. Pass it with --config, together with a scenario that makes calls.',
      ]);
    },
  );

  it('without starting files has no effect, which is said', async () => {
    const files = {
      'scenarios/a.yaml': SCENARIO,
      'config.yaml': 'generation: {tools: {components: {builtin: [read_file]}}}\n',
    };
    const { code, stderr } = await runFiles(files, '--config', 'config.yaml');
    expect([code, stderr]).toEqual([
      0,
      'config.yaml: it has no effect here, because it has no starting files; they belong in generation.tools.scenario_seed.files\n',
    ]);
  });

  it.each([
    ['is that of the scenario at the same path', 'a.txt', 0, '1 same; 1 call'],
    [
      'is refused at another spelling of the path',
      './a.txt',
      2,
      'scenarios/a.yaml:4: Failed to create the starting file "./a.txt": it is "a.txt" as well, in config.yaml:1. Remove one of the two.',
    ],
  ])('has a file that %s', async (_, path, expected, reported) => {
    const read = 'call: {component: vfs, session: s-1, tool: read_file, args: {file_path: a.txt}}';
    const files = {
      'scenarios/a.yaml': `spintape: 1\nname: a\nworld:\n  files: {${path}: mine}\n---\n${read}\nexpect: {partial: {result: mine}}\n`,
      'config.yaml': 'generation: {tools: {scenario_seed: {files: {a.txt: hi}}}}\n',
    };
    const { code, stdout } = await runFiles(files, '--config', 'config.yaml');
    expect([code, stdout.split('\n').includes(reported)]).toEqual([expected, true]);
  });
});
