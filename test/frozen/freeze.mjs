import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// `node test/frozen/freeze.mjs BUILD` freezes what a built release in the folder BUILD does: its
// cassettes and scenarios, the rows of the release before, and what its commands print of them. It
// is run once for a release and never again: later builds have to do the same.

const [build] = process.argv.slice(2);
if (build === undefined) throw new Error('Name the folder of a built release.');
const { version } = JSON.parse(readFileSync(join(build, 'package.json'), 'utf8'));
const frozen = fileURLToPath(new URL('.', import.meta.url));
const folder = join(frozen, version);
if (existsSync(join(folder, 'commands.json'))) throw new Error(`${version} is frozen already.`);

/** What is run in the folder of the release; `writes` names a file in place of stdout. */
const COMMANDS = [
  { name: 'replay', args: ['replay', 'cassettes', '--json'] },
  { name: 'run', args: ['run', 'scenarios', '--json'] },
  ...['vfs/read-back', 'github/issue-pages', 'mock/get-weather'].map((cassette) => ({
    name: `show-${cassette.replace('/', '-')}`,
    args: ['show', `cassettes/${cassette}.yaml`, '--json'],
  })),
  { name: 'reproduce', args: ['reproduce', 'rows.jsonl', '--world', 'world.yaml', '--json'] },
  // The layout of generated code, as for MSW, is free: other tests compare what it answers.
  {
    name: 'convert-to-json',
    args: ['convert', 'cassettes/github/issue-pages.yaml', 'OUT.json'],
    writes: 'OUT.json',
  },
  {
    name: 'convert-from-json',
    args: ['convert', 'expected/convert-to-json', 'OUT.yaml', '--from', 'nock'],
    writes: 'OUT.yaml',
  },
];

mkdirSync(join(folder, 'expected'), { recursive: true });
for (const name of ['cassettes', 'scenarios']) {
  cpSync(join(build, name), join(folder, name), { recursive: true });
}
const out = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
const codes = COMMANDS.map(({ name, args, writes }) => {
  const placed = args.map((arg) => arg.replace(/^OUT/, join(out, name)));
  const command = [join(build, 'dist/harness/cli/main.js'), ...placed];
  const ran = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  const file = writes === undefined ? undefined : writes.replace('OUT', join(out, name));
  const text = file === undefined ? ran.stdout : readFileSync(file, 'utf8');
  writeFileSync(join(folder, 'expected', name), text);
  return { name, args, ...(writes !== undefined && { writes }), code: ran.status };
});
writeFileSync(join(folder, 'commands.json'), `${JSON.stringify(codes, null, 2)}\n`);
