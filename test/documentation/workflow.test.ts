import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

interface Workflow {
  readonly on: readonly string[];
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { 'runs-on': string; steps: readonly Step[] }>>;
}

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const text = /```yaml\n# \.github\/workflows\/replay\.yml\n(.*?)```/s.exec(readme)?.[1] ?? '';
const workflow: Workflow = parse(text);
const steps = workflow.jobs['replay']?.steps ?? [];

/** A project as `npm ci` leaves it: the package is there, and its command where npm puts it. */
function project(): string {
  const folder = temporaryFolder();
  cpSync(join(projectRoot, 'cassettes/vfs'), join(folder, 'cassettes/vfs'), { recursive: true });
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  const main = join(projectRoot, 'dist/harness/cli/main.js');
  const shim = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
  writeFileSync(join(folder, 'node_modules/.bin/spintape'), shim, { mode: 0o755 });
  const manifest = { name: 'user', private: true, devDependencies: { spintape: '*' } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** Runs a step as GitHub's runner does. */
function run(command: string, folder: string) {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: folder,
    npm_config_offline: 'true',
  };
  const options = { cwd: folder, env, encoding: 'utf8' } as const;
  const { status, stdout } = spawnSync('bash', ['-e', '-c', command], options);
  return { status, stdout };
}

describe('the workflow of the README', () => {
  it('is one that GitHub can read', () => {
    expect(Object.keys(workflow)).toEqual(['name', 'on', 'permissions', 'jobs']);
    expect(workflow.on).toEqual(['push', 'pull_request']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs['replay']?.['runs-on']).toBe('ubuntu-latest');
    expect(steps.map(({ uses, run: command }) => uses ?? command)).toEqual([
      'actions/checkout@v4',
      'actions/setup-node@v4',
      'npm ci',
      'npx spintape replay --annotations --junit replay.xml',
      'actions/upload-artifact@v4',
    ]);
  });

  it('sets up a Node that the package takes, and keeps the report also of a failure', () => {
    const { engines } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const least = Number(/^>=(\d+)/.exec(engines.node)?.[1]);
    expect(steps[1]?.with?.['node-version']).toBeGreaterThanOrEqual(least);
    expect(steps[4]?.if).toMatch(/^\$\{\{ !cancelled\(\) \}\}$/);
    expect(steps[4]?.with).toEqual({ name: 'replay', path: 'replay.xml' });
  });

  it('replays the cassettes of a project, and fails at the line that differs', () => {
    const folder = project();
    const commands = steps.flatMap(({ run: command }) => command ?? []);
    const [replay = ''] = commands.filter((command) => command !== 'npm ci');
    expect(run(replay, folder)).toMatchObject({ status: 0 });
    const report = readFileSync(join(folder, 'replay.xml'), 'utf8');
    expect(report).toContain('<testsuites name="spintape" tests="1" failures="0"');
    const cassette = join(folder, 'cassettes/vfs/read-back.yaml');
    const edited = readFileSync(cassette, 'utf8').replace('wrote 15 bytes', 'wrote 16 bytes');
    writeFileSync(cassette, edited);
    const { status, stdout } = run(replay, folder);
    expect(status).toBe(1);
    expect(stdout).toContain(
      '\n::error file=cassettes/vfs/read-back.yaml,line=12,title=vfs/read-back',
    );
    expect(readFileSync(join(folder, 'replay.xml'), 'utf8')).toContain('failures="1"');
  });
});
