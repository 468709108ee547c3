import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CassetteEntry } from '../../harness/cassette/cassette-file.ts';
import { readCassette, readScenario } from '../../harness/cassette/store/cassette-store.ts';
import { serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { callTool } from '../tool-calls.fixture.ts';

const folder = temporaryFolder();
const at = (name: string): string => join(folder, name);

function withoutLine({ line: _, ...entry }: CassetteEntry): unknown {
  return entry;
}

describe('spintape convert CASSETTE SCENARIO.yaml', () => {
  it('makes the scenario of a served session, which records the session again', async () => {
    const app = await serveApp(['--record', at('cassettes'), '--workers', '1']);
    const call = { session: 's', tool: 'write_file', args: { file_path: 'a.txt', content: 'x' } };
    expect(await callTool(app.url, call)).toMatchObject({ success: true });
    await callTool(app.url, { session: 's', tool: 'list_files', args: {} });
    await app.end();
    const [cassette, scenario] = ['cassettes/s-043a718774c5.yaml', 'scenarios/again/s.yaml'];
    const recorded = readCassette(at(cassette)).entries;
    const inFolder = { cwd: folder };
    const refused = await spintape(['record', cassette], inFolder);
    expect(refused.stderr).toContain(`\`spintape convert ${cassette} SCENARIO.yaml\``);
    expect(await spintape(['convert', cassette, scenario, '--expect'], inFolder)).toEqual({
      code: 0,
      stdout: '',
      stderr: `converted ${cassette} (cassette) to ${scenario} (scenario): 2 calls\n`,
    });
    const text = readFileSync(at(scenario), 'utf8');
    expect(text).toMatch(/^name: again\/s$/m);
    expect(text).not.toContain('compares:');
    const ran = await spintape(['run', scenario], inFolder);
    expect([ran.code, ran.stdout.includes('2 calls')]).toEqual([0, true]);
    expect(await spintape(['record', scenario], inFolder)).toMatchObject({ code: 0 });
    const again = readCassette(at('cassettes/again/s.yaml')).entries;
    expect(again.map(withoutLine)).toEqual(recorded.map(withoutLine));
    const twice = await spintape(['convert', scenario, 'x.yaml'], inFolder);
    expect([twice.code, twice.stderr]).toEqual([
      2,
      `spintape: Failed to read the command line: ${scenario} is a scenario already. Name a cassette, whose header names the recorded app.\n`,
    ]);
  });

  it('leaves out what upstreams answered, or keeps it on request', async () => {
    const cassette = 'cassettes/github/file-contents.yaml';
    const live = await spintape([
      'convert',
      cassette,
      at('scenarios/github/file-contents.yaml'),
      '--json',
    ]);
    const { summary, results } = JSON.parse(live.stdout);
    expect([live.code, summary, results[0].notes, results[0].to.format]).toEqual([
      0,
      { files: 1, exchanges: 0, calls: 2, notes: 1 },
      [
        {
          what: 'what upstreams answered is left out: `record` asks them again; --exchanges keeps it',
          where: ['step 1', 'step 2'],
        },
      ],
      'scenario',
    ]);
    expect(readFileSync(at('scenarios/github/file-contents.yaml'), 'utf8')).toMatch(
      /^name: github\/file-contents$/m,
    );
    const kept = at('kept.yaml');
    await spintape(['convert', cassette, kept, '--exchanges']);
    const exchanges = readScenario(kept).entries.map((entry) => entry.exchanges);
    expect(exchanges).toEqual(readCassette(cassette).entries.map((entry) => entry.exchanges));
  });
});
