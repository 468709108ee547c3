import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';

const FOREIGN = join(projectRoot, 'test-apps/foreign');

/** The first lines of a project's files, and whether what they name exists. */
function schemasOf(folder: string, files: readonly string[]) {
  return files.map((file) => {
    const [, schema = ''] =
      /^# yaml-language-server: \$schema=(.*)$/m.exec(readFileSync(join(folder, file), 'utf8')) ??
      [];
    return [file, schema, existsSync(join(folder, file, '..', schema))];
  });
}

describe('spintape init', () => {
  it('writes a project around a spin.toml, which is recorded and replayed as it is', async () => {
    const cwd = temporaryFolder();
    cpSync(FOREIGN, cwd, { recursive: true });
    const made = await spintape(['init'], { cwd });
    expect([made.code, made.stdout, made.stderr.split('\n')]).toEqual([
      0,
      '',
      [
        'the app "notebook" has the components site, api',
        'wrote .spintape/spintape-1.schema.json',
        'wrote .spintape/spintape-config-1.schema.json',
        'wrote spintape.config.yaml',
        'wrote scenarios/first.yaml',
        'wrote .github/workflows/spintape.yml',
        'next: spintape record scenarios/first.yaml',
        '',
      ],
    ]);
    const recorded = await spintape(['record', 'scenarios/first.yaml'], { cwd });
    expect([recorded.code, recorded.stderr]).toEqual([
      0,
      'recorded cassettes/first.yaml (2 calls)\n',
    ]);
    expect((await spintape(['replay', '--json'], { cwd })).code).toBe(0);
    const files = ['spintape.config.yaml', 'scenarios/first.yaml', 'cassettes/first.yaml'];
    expect(schemasOf(cwd, files)).toEqual([
      [files[0], '.spintape/spintape-config-1.schema.json', true],
      [files[1], '../.spintape/spintape-1.schema.json', true],
      [files[2], '../.spintape/spintape-1.schema.json', true],
    ]);
    expect(readFileSync(join(cwd, 'scenarios/first.yaml'), 'utf8')).toContain(
      'world: {clock: 2026-01-05T09:00:00Z, seed: 1, variables: {owner: example}}\n' +
        '---\nrequest: {method: GET, path: /}\n---\nrequest: {method: GET, path: /api/1}\n',
    );
    const before = readFileSync(join(cwd, 'spintape.config.yaml'), 'utf8');
    expect(await spintape(['init'], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'spintape: spintape.config.yaml: Failed to write the project: the file exists already, and so do scenarios/first.yaml, .github/workflows/spintape.yml. Move it away, or write the project by hand; nothing was written.\n',
    });
    expect(readFileSync(join(cwd, 'spintape.config.yaml'), 'utf8')).toBe(before);
  });

  it('writes a workflow that builds the app where it is in its repository', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, '.git'));
    const cwd = join(root, 'services');
    cpSync(FOREIGN, join(cwd, 'notes'), { recursive: true });
    const manifest = join(cwd, 'notes/spin.toml');
    const text = readFileSync(manifest, 'utf8')
      .replace('"npm run build:test-apps -- site"', '["npm ci", "npm run build"]\nworkdir = "site"')
      .replace('"npm run build:test-apps -- api"', '"cargo build --release"');
    writeFileSync(manifest, text);
    // As npm installs the package.
    mkdirSync(join(cwd, 'node_modules'));
    writeFileSync(join(cwd, 'package.json'), '{"name": "user"}');
    symlinkSync(projectRoot, join(cwd, 'node_modules/spintape'));
    const made = await spintape(['init', '--app', 'notes', '--json'], { cwd });
    expect([made.code, reportOf(made).results]).toEqual([
      0,
      [
        { path: 'spintape.config.yaml' },
        { path: 'scenarios/first.yaml' },
        { path: '../.github/workflows/spintape.yml' },
      ],
    ]);
    expect(schemasOf(cwd, ['spintape.config.yaml', 'scenarios/first.yaml'])).toEqual([
      ['spintape.config.yaml', 'node_modules/spintape/schema/spintape-config-1.schema.json', true],
      ['scenarios/first.yaml', '../node_modules/spintape/schema/spintape-1.schema.json', true],
    ]);
    expect(parse(readFileSync(join(cwd, 'spintape.config.yaml'), 'utf8'))).toEqual({
      app: 'notes',
      scenarios: 'scenarios',
      cassettes: 'cassettes',
      workers: 'auto',
      hosts: [],
    });
    const workflow = parse(readFileSync(join(root, '.github/workflows/spintape.yml'), 'utf8'));
    expect(workflow.jobs.replay.steps).toEqual([
      { uses: 'actions/checkout@v4' },
      { uses: 'actions/setup-node@v4', with: { 'node-version': 22 } },
      { run: 'npm ci', 'working-directory': 'services' },
      {
        name: 'Build site',
        run: 'npm ci\nnpm run build\n',
        'working-directory': 'services/notes/site',
      },
      { name: 'Build api', run: 'cargo build --release', 'working-directory': 'services/notes' },
      {
        uses: 'actions/cache@v4',
        with: { path: '~/.cache/spintape', key: `spintape-\${{ hashFiles('**/*.wasm') }}` },
      },
      {
        run: 'npx spintape replay --annotations --junit replay.xml',
        'working-directory': 'services',
      },
      {
        uses: 'actions/upload-artifact@v4',
        if: `\${{ !cancelled() }}`,
        with: { name: 'replay', path: 'services/replay.xml' },
      },
    ]);
  });

  it('needs an app', async () => {
    expect(await spintape(['init'], { cwd: temporaryFolder() })).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'spintape: Failed to write the project: there is no spin.toml in the working folder. Make an app first, with `spin new` or by hand, or name one with --app.\n',
    });
  });
});
