import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const WHOLE = readFileSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'));
/** Where the last of the six calls begins. */
const LAST = WHOLE.lastIndexOf('---\n');
const LINE = WHOLE.subarray(0, LAST).toString().split('\n').length;
const NOTICE = `a.yaml:${LINE}: the recording ended in the middle of step 6, which is left out; its caller had no answer. Delete the file from this line on.`;

/** A folder with a cassette whose recorder was killed while it wrote the last call. */
function tornRecording(): string {
  const cwd = temporaryFolder();
  const torn = Buffer.concat([WHOLE.subarray(0, LAST), Buffer.alloc(4), WHOLE.subarray(LAST + 4)]);
  writeFileSync(join(cwd, 'a.yaml'), torn.subarray(0, -20));
  return cwd;
}

describe('a recording whose recorder was killed in the middle of a write', () => {
  it('is replayed up to there, and every report says so', async () => {
    const cwd = tornRecording();
    const text = await spintape(['replay', 'a.yaml', '--junit', 'j.xml'], { cwd });
    expect([text.code, text.stderr, text.stdout.split('\n\n').slice(1)]).toEqual([
      0,
      '',
      [NOTICE, '1 same; 5 calls\n'],
    ]);
    expect(readFileSync(join(cwd, 'j.xml'), 'utf8')).toContain(
      `<system-out>${NOTICE}</system-out>\n    </testcase>`,
    );
    const json = await spintape(['replay', 'a.yaml', '--json', '--annotations'], { cwd });
    expect(JSON.parse(json.stdout).results).toEqual([
      {
        name: 'vfs/read-back',
        path: 'a.yaml',
        verdict: 'same',
        calls: 5,
        unfinished: { step: 6, line: LINE },
      },
    ]);
    expect(json.stderr).toBe(
      `::warning file=a.yaml,line=${LINE},title=vfs/read-back%3A unfinished::${NOTICE}\n`,
    );
  });

  it('is shown, and answers a service, with the same notice', async () => {
    const cwd = tornRecording();
    const shown = await spintape(['show', 'a.yaml'], { cwd });
    expect([shown.code, shown.stderr]).toEqual([0, `${NOTICE}\n`]);
    expect(shown.stdout).toContain('\nstep 5, ');
    const app = await serveApp(['--cassette', 'a.yaml'], { cwd });
    expect((await app.end()).stderr).toBe(`${NOTICE}\n`);
  });

  it('is another matter than a file that was cut off by other means', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'a.yaml'), WHOLE.subarray(0, -20));
    const { code, stdout } = await spintape(['replay', 'a.yaml'], { cwd });
    expect([code, stdout.split('\n\n')[1]]).toEqual([
      2,
      expect.stringMatching(/^a\.yaml:\d+: Failed to read the cassette: /),
    ]);
  });
});
