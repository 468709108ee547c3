import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.fixture.ts';
import { PROJECT_ROOT, readTextFiles } from '../house-rules/source-tree.ts';
import { type ShownCommand, shownCommands } from './shell-block.ts';
import { ShellSession } from './shell-session.ts';

const scratch = mkdtempSync(join(tmpdir(), 'spintape-documents-'));
const sessions: ShellSession[] = [];
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.end()));
  rmSync(scratch, { recursive: true });
});

const documents = readTextFiles()
  .filter(({ path }) => /^(?:README|CONTRIBUTING|docs\/.*)\.md$/.test(path))
  .map(({ path, text }) => ({ path, commands: shownCommands(text) }))
  .filter(({ commands }) => commands.length > 0);

/** Which install this repository. */
const installs = ({ command }: ShownCommand) => /^npm ci\b/.test(command);

const lacksTools = ['bash', 'curl'].some((tool) => spawnSync(tool, ['--version']).status !== 0);

it('finds the commands of the documents', () => {
  expect(documents.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/command-line.md']),
  );
});

describe.skipIf(lacksTools)('commands in the documents have the documented output', () => {
  it.each(documents)(
    '$path',
    async ({ path, commands }) => {
      const port = await freePort();
      const session = followerOf(path, port);
      const shown: string[] = [];
      const happened: string[] = [];
      for (const { line, command, output } of commands.filter((shown) => !installs(shown))) {
        const ran = await session.run(
          command.replaceAll(':3000', `:${port}`),
          ownPort(output, port),
        );
        const place = `${path}:${line}`;
        shown.push(`${place} exits with 0 ${comparable(output ?? '')}`);
        const printed = output === undefined ? '' : ran.output.replaceAll(`:${port}`, ':3000');
        happened.push(`${place} exits with ${ran.code} ${comparable(printed)}`);
      }
      expect(happened).toEqual(shown);
      // One of them builds components.
    },
    600_000,
  );
});

it('the commands that install and test are those that are tested', () => {
  const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const shown = documents.flatMap(({ commands }) => commands.filter(installs));
  expect(shown.map(({ command }) => command)).toEqual([
    'npm ci && npm start',
    'npm ci && npm test',
  ]);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  const ci = readFileSync(join(PROJECT_ROOT, '.ci/run'), 'utf8').trim().split('\n');
  expect(ci.at(-1)).toBe('npm ci && npm test');
});

/** A shell with everything that a document needs: the repository's recordings, and the command. */
function followerOf(document: string, port: number): ShellSession {
  const folder = join(scratch, document.replaceAll('/', '-'));
  for (const name of ['cassettes', 'scenarios']) {
    cpSync(join(PROJECT_ROOT, name), join(folder, name), { recursive: true });
  }
  const bin = join(scratch, `${document.replaceAll('/', '-')}.bin`);
  mkdirSync(bin);
  const main = join(PROJECT_ROOT, 'dist/harness/cli/main.js');
  // The documents use the default port, which may be taken on the test machine.
  const shim = `#!/bin/sh
if [ "$1" = serve ]; then shift; set -- serve --listen 127.0.0.1:${port} "$@"; fi
exec '${process.execPath}' '${main}' "$@"
`;
  writeFileSync(join(bin, 'spintape'), shim, { mode: 0o755 });
  writeFileSync(join(bin, 'npm'), INSTALLER, { mode: 0o755 });
  const { PATH = '' } = process.env;
  const session = new ShellSession(folder, { PATH: `${bin}:${PATH}`, HOME: scratch, LC_ALL: 'C' });
  sessions.push(session);
  return session;
}

/** npm whose "install" links what this repository has installed, as tests need no network. */
const INSTALLER = `#!/bin/sh
own='${PROJECT_ROOT}'
if [ "$1" = install ]; then
  mkdir -p node_modules/.bin
  ln -s "$own" node_modules/spintape
  for name in esbuild @fermyon .bin/esbuild .bin/j2w; do
    ln -s "$own/node_modules/$name" "node_modules/$name"
  done
  exit
fi
exec '${join(dirname(process.execPath), 'npm')}' "$@"
`;

function ownPort(output: string | undefined, port: number): string | undefined {
  return output?.replaceAll(':3000', `:${port}`);
}

/** Times differ from run to run, and with them the width of their column. */
function comparable(output: string): string {
  return output
    .trim()
    .replace(/\b\d+ (ms|s)\b/g, 'N $1')
    .replace(/ {2,}/g, ' ');
}
