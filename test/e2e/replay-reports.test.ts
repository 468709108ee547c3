import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { printCassette } from '../../harness/internal.ts';
import { recordVariant, variantManifest } from '../../harness/replay/variants.fixture.ts';
import { projectRoot, type RunOptions, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

// The environment of the tests must not affect them.
const PLAIN = { GITHUB_ACTIONS: '', GITHUB_WORKSPACE: '', FORCE_COLOR: '', NO_COLOR: '1' };

/** In the form of GitHub's tokens, and nobody's. */
const FAKE_TOKEN = ['ghp', 'Kd83hQ2mZx71LpWv0RtY5uBn9CsE4aGf6JiO'].join('_');

let recording: string;

beforeAll(async () => {
  recording = printCassette(await recordVariant('plain'), 'schema.json');
});

/** A folder with the variants app and two cassettes of it, which reveal the named variants. */
function project(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const variant of ['plain', 'message', 'query', 'host', 'order', 'trap']) {
    const wasm = join(projectRoot, 'test-apps/variants/dist/variants.wasm');
    const manifest = variantManifest(variant).replace('dist/variants.wasm', wasm);
    writeFileSync(join(folder, `${variant}.toml`), manifest);
  }
  for (const name of names) {
    const text = recording.replace('name: variants/two-looks', `name: ${name}`);
    writeFileSync(join(folder, `${name}.yaml`), text);
  }
  return folder;
}

async function replay(folder: string, args: readonly string[], env: RunOptions['env'] = {}) {
  const options = { cwd: folder, env: { ...PLAIN, ...env } };
  const { code, stdout, stderr } = await spintape(['replay', ...args], options);
  return { code, stdout: masked(stdout), stderr };
}

/** Times are those of one run. */
function masked(text: string): string {
  return text
    .replace(/ +\d+ ms/g, '  N ms')
    .replace(/ +time$/gm, '    time')
    .replace(/time="[\d.]+"/g, 'time="N"');
}

describe('the report of a replay', () => {
  it('shows what the tool said where a call fails that was recorded as a success', async () => {
    const folder = temporaryFolder();
    const text = readFileSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'), 'utf8');
    const renamed = text.replace(/tool: list_files/, 'tool: list_file');
    writeFileSync(join(folder, 'a.yaml'), renamed);
    const { code, stdout } = await replay(folder, ['a.yaml']);
    expect([code, stdout.split('\n').slice(3, 7)]).toEqual([
      1,
      [
        'a.yaml:27 step 4: result.success (changed-result)',
        '  recorded: true',
        '  now:      false',
        '  error:    UnknownTool: Unknown tool: list_file',
      ],
    ]);
    const { stdout: document } = await spintape(['replay', 'a.yaml', '--json'], { cwd: folder });
    expect(JSON.parse(document).results[0].differences[0]).toMatchObject({
      ...{ recorded: 'true', actual: 'false' },
      error: 'UnknownTool: Unknown tool: list_file',
    });
  });
});

describe('spintape replay --against', () => {
  it('reports how the other build behaves differently', async () => {
    const folder = project('a');
    const args = ['a.yaml', '--app', 'plain.toml', '--against', 'host.toml'];
    expect(await replay(folder, args)).toMatchInlineSnapshot(`
      {
        "code": 1,
        "stderr": "",
        "stdout": "first:  plain.toml
      second: host.toml

      cassette  verdict                   calls    time
      a         differs (new-capability)      2  N ms

      a.yaml:8 step 1: request GET http://other.test/ (new-capability)
        second: not sent by the first app
        nearest exchange of the first: GET http://upstream.test/items?page=1; origin: recorded http://upstream.test, now http://other.test; path: recorded /items, now /; query page: recorded 1, now absent; its answer was given to an earlier request
        nearest exchange of the first: POST http://upstream.test/notes; method: recorded POST, now GET; origin: recorded http://upstream.test, now http://other.test; path: recorded /notes, now /; header content-length: recorded 16, now absent; header content-type: recorded text/plain;charset=UTF-8, now absent; also body; its answer was given to an earlier request
      a.yaml:22 step 2: request GET http://other.test/ (new-capability)
        second: not sent by the first app
        nearest exchange of the first: GET http://upstream.test/items?page=1; origin: recorded http://upstream.test, now http://other.test; path: recorded /items, now /; query page: recorded 1, now absent; its answer was given to an earlier request
        nearest exchange of the first: POST http://upstream.test/notes; method: recorded POST, now GET; origin: recorded http://upstream.test, now http://other.test; path: recorded /notes, now /; header content-length: recorded 16, now absent; header content-type: recorded text/plain;charset=UTF-8, now absent; also body; its answer was given to an earlier request
        rerun: spintape replay --app plain.toml --against host.toml a.yaml

      1 differs; 2 calls
      ",
      }
    `);
    const same = await replay(folder, ['a.yaml', '--app', 'plain.toml', '--against', 'plain.toml']);
    expect(same).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "first:  plain.toml
      second: plain.toml

      cassette  verdict  calls    time
      a         same         2  N ms

      1 same; 2 calls
      ",
      }
    `);
  });

  it('does not go together with --update', async () => {
    const folder = project('a');
    const { code, stderr } = await replay(folder, ['a.yaml', '--against', 'x', '--update']);
    expect([code, stderr]).toEqual([
      2,
      'spintape: Failed to read the command line: --update and --against cannot be used together. See `spintape replay --help`.\n',
    ]);
  });
});

describe('a cassette of another app', () => {
  const other = (folder: string): void => {
    const text = readFileSync(join(folder, 'a.yaml'), 'utf8');
    writeFileSync(join(folder, 'a.yaml'), text.replace('name: variants,', 'name: elsewhere,'));
  };
  const reported =
    'recorded from the app "elsewhere", and replayed in "variants": --app takes another';

  it('is said to be one, in every report, where it is not the same', async () => {
    const folder = project('a');
    other(folder);
    const args = ['a.yaml', '--app', 'message.toml', '--annotations', '--junit', 'junit.xml'];
    const { stdout } = await replay(folder, args);
    expect(stdout).toContain(`"had a look"\n  ${reported}\n  rerun:`);
    expect(stdout).toContain(`%0A${reported}\n`);
    const junit = readFileSync(join(folder, 'junit.xml'), 'utf8');
    expect(junit).toContain(`\n${reported.replaceAll('"', '&quot;')}</failure>`);
    const json = await replay(folder, [...args.slice(0, 3), '--json']);
    const named = { recorded: 'elsewhere', replayed: 'variants' };
    expect(JSON.parse(json.stdout).results).toMatchObject([{ otherApp: named }]);
    const against = ['a.yaml', '--app', 'plain.toml', '--against', 'message.toml'];
    expect((await replay(folder, against)).stdout).toContain(reported);
  });

  it('is like any other where it is the same', async () => {
    const folder = project('a');
    other(folder);
    const { code, stdout } = await replay(folder, ['a.yaml', '--app', 'plain.toml']);
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('elsewhere')]);
  });

  it('is named where the app cannot start with its variables', async () => {
    const folder = project('a');
    const app = join(projectRoot, 'test-apps/foreign');
    const { code, stdout } = await replay(folder, ['a.yaml', '--app', app]);
    expect([code, stdout.split('\n')[3]]).toEqual([
      2,
      expect.stringMatching(
        /spin\.toml:\d+: Failed to resolve the variable "owner": it is required and has no value\. a\.yaml was recorded from the app "variants", and this is "notebook": --app takes another\.$/,
      ),
    ]);
  });
});

describe('spintape replay --update', () => {
  it('shows the changes and writes them, so that the next replay is the same', async () => {
    const folder = project('a', 'b');
    const before = readFileSync(join(folder, 'a.yaml'), 'utf8');
    const args = ['a.yaml', '--app', 'message.toml'];
    expect(await replay(folder, [...args, '--update'])).toMatchInlineSnapshot(`
      {
        "code": 0,
        "stderr": "",
        "stdout": "cassette  verdict                   calls    time
      a         differs (changed-result)      2  N ms

      a.yaml:8 step 1: result.result (changed-result)
        recorded: "looked"
        now:      "had a look"
      a.yaml:22 step 2: result.result (changed-result)
        recorded: "looked"
        now:      "had a look"
        rerun: spintape replay --app message.toml a.yaml
        updated

      1 differs; 2 calls; 1 updated
      ",
      }
    `);
    const after = readFileSync(join(folder, 'a.yaml'), 'utf8');
    expect(after.replace(/^app:[\s\S]*?(?=^world:)|^#.*/gm, '')).toBe(
      before.replaceAll('looked', 'had a look').replace(/^app:[\s\S]*?(?=^world:)|^#.*/gm, ''),
    );
    expect(readFileSync(join(folder, 'b.yaml'), 'utf8')).toBe(before.replace('name: a', 'name: b'));
    expect((await replay(folder, args)).code).toBe(0);
  });

  it('does not change a file that must be recorded again', async () => {
    const folder = project('a');
    const before = readFileSync(join(folder, 'a.yaml'));
    const { code, stdout } = await replay(folder, ['a.yaml', '--app', 'query.toml', '--update']);
    expect(code).toBe(1);
    expect(stdout.split('\n').at(-4)).toBe(
      '  not updated; record it again (step 1: no recorded answer for GET http://upstream.test/items?page=2)',
    );
    expect(readFileSync(join(folder, 'a.yaml'))).toEqual(before);
  });
});

it('spintape replay --update writes no file in which a secret would be', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'leak.yaml');
  const shipped = readFileSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'), 'utf8');
  const leak = shipped.replace(`content: '{"debug": true}'`, `content: ${FAKE_TOKEN}`);
  writeFileSync(path, leak);
  const { code, stdout, stderr } = await replay(folder, ['leak.yaml', '--update']);
  expect([code, stderr]).toEqual([1, '']);
  expect(stdout.split('\n')[3]).toMatch(/^leak\.yaml:12: Failed to record the call: /);
  expect(stdout).not.toContain(FAKE_TOKEN);
  expect(readFileSync(path, 'utf8')).toBe(leak);
});

describe('spintape replay --bail and --filter', () => {
  it('ends with the first file that is not the same, however many run at once', async () => {
    const folder = project('a', 'b', 'c');
    for (const workers of ['1', '2']) {
      const args = ['.', '--app', 'trap.toml', '--bail', '--json', '--workers', workers];
      const { code, stdout } = await replay(folder, args);
      const { ok, summary, results, notRun } = JSON.parse(stdout);
      const ran = results.map(({ path, verdict }: Record<string, string>) => [path, verdict]);
      expect([code, ok, summary.notRun, ran, notRun]).toEqual([
        ...[1, false, 2],
        [['a.yaml', 'failed']],
        ['b.yaml', 'c.yaml'],
      ]);
    }
  });

  it('names the files that were not run in JUnit XML as when they run', async () => {
    const folder = project('a', 'b', 'c');
    writeFileSync(join(folder, 'b.yaml'), recording.replace('name: variants/two-looks', 'name: B'));
    writeFileSync(join(folder, 'c.yaml'), 'broken');
    await replay(folder, ['.', '--app', 'trap.toml', '--bail', '--junit', 'report.xml']);
    const xml = readFileSync(join(folder, 'report.xml'), 'utf8');
    expect(xml.slice(xml.indexOf('    <testcase name="B"'))).toBe(`\
    <testcase name="B" classname="." file="b.yaml">
      <skipped message="not run, because of --bail"/>
    </testcase>
    <testcase name="c.yaml" classname="." file="c.yaml">
      <skipped message="not run, because of --bail"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  it('runs only the cassettes whose name contains a text, taken as it is', async () => {
    const folder = project('one', 'two');
    const args = ['.', '--app', 'plain.toml', '--filter'];
    expect((await replay(folder, [...args, 'wo'])).stdout).toMatchInlineSnapshot(`
      "cassette  verdict  calls    time
      two       same         2  N ms

      1 same; 2 calls
      "
    `);
    const { code, stderr } = await replay(folder, [...args, 't*']);
    expect([code, stderr]).toEqual([
      2,
      'spintape: Failed to find cassettes: no name contains "t*". Give --filter a part of a name as its header has it; it is matched literally, and wildcards are not supported.\n',
    ]);
  });
});

describe('what machines read', () => {
  it('is written as JUnit XML, in a folder that need not be there', async () => {
    const folder = project('a');
    await replay(folder, ['a.yaml', '--app', 'trap.toml', '--junit', 'out/junit.xml']);
    const xml = readFileSync(join(folder, 'out/junit.xml'), 'utf8');
    expect(masked(xml)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="spintape" tests="1" failures="0" errors="1" time="N">
        <testsuite name="spintape replay" tests="1" failures="0" errors="1" skipped="0" time="N">
          <testcase name="a" classname="." file="a.yaml" time="N">
            <error message="failed (trap)" type="trap">a.yaml:8 step 1: call (trap)
        now:      the component variants trapped: the component ended its process
      a.yaml:22 step 2: call (trap)
        now:      the component variants trapped: the component ended its process</error>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it('is printed as annotations under GitHub Actions, from the root of the repository', async () => {
    const folder = project('a');
    const args = ['a.yaml', '--app', 'message.toml'];
    const annotation = (file: string) =>
      `::error file=${file},line=8,title=a%3A differs (changed-result)::` +
      'step 1: result.result%0Arecorded: "looked"%0Anow:      "had a look"\n';
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: join(folder, '..') };
    const inActions = await replay(folder, args, env);
    const base = folder.slice(folder.lastIndexOf('/') + 1);
    expect(inActions.stdout.split('\n\n').at(-1)).toBe(
      `1 differs; 2 calls\n${annotation(`${base}/a.yaml`)}`,
    );
    const asked = await replay(folder, [...args, '--json', '--annotations']);
    expect(JSON.parse(asked.stdout).ok).toBe(false);
    expect(asked.stderr).toBe(annotation('a.yaml'));
    expect((await replay(folder, args)).stdout).not.toContain('::error');
  });

  it('is coloured only where the environment insists', async () => {
    const folder = project('a');
    const args = ['a.yaml', '--app', 'plain.toml'];
    expect((await replay(folder, args, { NO_COLOR: '' })).stdout).not.toContain('\u001b');
    expect((await replay(folder, args, { FORCE_COLOR: '1' })).stdout).toContain(
      '\u001b[32msame\u001b[39m',
    );
  });
});
