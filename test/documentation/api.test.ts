import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import * as spintape from '../../harness/index.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

const run = promisify(execFile);
const document = readFileSync(join(projectRoot, 'docs/api.md'), 'utf8');
const examples = [...document.matchAll(/^## (.*?)$|^```ts\n(.*?)^```$/gms)]
  .reduce<{ readonly title: string; readonly code: string }[]>((found, [, title, code]) => {
    if (title !== undefined) return [...found, { title, code: '' }];
    const last = found.at(-1);
    return [...found, { title: last?.title ?? '', code: code ?? '' }];
  }, [])
  .filter(({ code }) => code !== '');

const ROW = {
  messages: [
    { role: 'user', content: 'Read it.' },
    {
      role: 'assistant',
      tool_calls: [
        { id: 'c1', function: { name: 'read_file', arguments: '{"file_path":"notes.txt"}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'c1', content: 'first' },
  ],
};

/** A project elsewhere that has installed the package as `npm pack` makes it. */
async function installedElsewhere(): Promise<string> {
  const folder = temporaryFolder();
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const packed = ['pack', '--silent', '--pack-destination', folder];
  await run('npm', packed, { cwd: projectRoot });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  await run('tar', ['xzf', tarball, '--transform', 's,^package,node_modules/spintape,'], {
    cwd: folder,
  });
  for (const name of readdirSync(join(projectRoot, 'node_modules'))) {
    if (name.startsWith('.') || name === 'spintape') continue;
    symlinkSync(join(projectRoot, 'node_modules', name), join(modules, name));
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  for (const name of ['cassettes', 'scenarios']) {
    cpSync(join(modules, 'spintape', name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'rows.jsonl'), `${JSON.stringify(ROW)}\n`);
  const world = 'spintape: 1\nname: world\nworld: {seed: 1, files: {notes.txt: first}}\n';
  writeFileSync(join(folder, 'world.yaml'), world);
  return folder;
}

describe('docs/api.md', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await installedElsewhere();
    for (const [index, { code }] of examples.entries()) {
      writeFileSync(join(folder, `example-${index}.ts`), code);
      writeFileSync(join(folder, `example-${index}.mjs`), code);
    }
  });

  it('has an example for each of its uses', () => {
    expect(examples.length).toBe(7);
  });

  it('has examples that compile against the packed package, its own types checked too', async () => {
    const compilerOptions = {
      ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', types: ['node'] },
      ...{ strict: true, skipLibCheck: false, noEmit: true },
    };
    const config = { compilerOptions, include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
    const compiled = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(compiled.stdout).toBe('');
  });

  it.each(examples.map(({ title }, index) => [title, index] as const))(
    'has an example that runs: %s (%i)',
    async (_, index) => {
      const { stdout } = await run(process.execPath, [`example-${index}.mjs`], { cwd: folder });
      const ended = /^/;
      const printed = [
        ended,
        ended,
        /^# fail 0$/m,
        ended,
        ended,
        /^1 same {2}true$/m,
        /^\d+ same; \d+ calls/m,
      ];
      expect(stdout).toMatch(printed[index] ?? /^$/);
    },
  );

  it('lists every value of the API', () => {
    const [, table = ''] = document.split('\n## All values\n');
    const values = Object.keys(spintape).sort();
    expect(values.filter((name) => !new RegExp(`\`${name}\\b`).test(table))).toEqual([]);
    expect(values.length).toBeLessThanOrEqual(27);
  });
});
