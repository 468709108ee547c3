import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reproduce } from '../../harness/cli/commands/reproduce.ts';
import { verify } from '../../harness/cli/commands/verify.ts';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { runCommand } from './command.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';

const found = deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]]);
const absent = deepFabricLine([
  [['read_file', { file_path: 'b' }, 'Error (FileNotFound): File not found: b']],
]);
const false_ = deepFabricLine([[['read_file', { file_path: 'a' }, 'B']]]);

/** A folder with rows, their world, and the certificates of both. */
async function certified(lines: readonly string[] = [found, absent, false_]) {
  const folder = temporaryFolder();
  const [rows, world, certificates] = ['rows.jsonl', 'world.yaml', 'certificates'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(rows, `${lines.join('\n')}\n`);
  writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: A}}\n');
  await runCommand(reproduce, [rows, '--world', world, '--certify', certificates]);
  return { folder, rows, world, certificates };
}

function textsIn(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('certificates of rows', () => {
  it('are the same bytes for the same input, in any folder and with any number of workers', async () => {
    const one = await certified();
    const other = await certified();
    const args = [other.rows, '--world', other.world, '--certify', other.certificates];
    await spintape(['reproduce', ...args, '--workers', '3']);
    expect(textsIn(other.certificates)).toEqual(textsIn(one.certificates));
    expect(readdirSync(one.certificates).map((name) => name.slice(0, 7))).toEqual([
      '000001-',
      '000002-',
      '000003-',
    ]);
    const text = textsIn(one.certificates)[2] ?? '';
    const { row, world, components, ...others } = JSON.parse(text);
    expect(
      [row, world, components.vfs].map((it) => /^(?:sha256:)?[0-9a-f]{16,64}$/.test(it)),
    ).toEqual([true, true, true]);
    expect(others).toEqual({
      spintape_certificate: 1,
      name: 'rows.jsonl:3',
      cassettes: null,
      seed: 0,
      verdict: 'differs',
      reason: 'drifted',
      inferred: false,
      contract: 'spintape',
      calls: [{ tool: 'read_file', verdict: 'differs', reason: 'drifted' }],
    });
  });

  it('verify in their world, all or one, also where the rows have moved', async () => {
    const { rows, world, certificates } = await certified();
    const all = await runCommand(verify, [certificates, rows, '--world', world]);
    expect(all).toEqual({
      code: 0,
      out: '3 of 3 certificates are valid: 2 of rows that reproduce, 1 of rows that do not\n',
      err: '',
    });
    writeFileSync(rows, `\n${absent}\n${found}`);
    const [first = ''] = readdirSync(certificates);
    const one = await runCommand(verify, [join(certificates, first), rows, '--world', world]);
    expect(one).toEqual({
      code: 0,
      out: '1 of 1 certificate is valid: 1 of rows that reproduce, 0 of rows that do not\n',
      err: '',
    });
  });

  it('do not verify with a changed row, and say so', async () => {
    const { rows, world, certificates } = await certified();
    writeFileSync(rows, `${found.replace('Done', 'Ready')}\n${absent}\n${false_}\n`);
    const { code, out } = await runCommand(verify, [
      certificates,
      rows,
      '--world',
      world,
      '--json',
    ]);
    const { ok, summary, results } = JSON.parse(out);
    expect([code, ok, summary]).toEqual([
      1,
      false,
      {
        certificates: 3,
        verified: 2,
        reproduced: 2,
        changed: { row: 1, component: 0, world: 0, cassette: 0, verdict: 0 },
      },
    ]);
    expect(results[0]).toMatchObject({
      name: 'rows.jsonl:1',
      verdict: 'differs',
      reason: 'changed-row',
      certified: { verdict: 'same', inferred: false },
      changes: [{ what: 'row', detail: 'no row has the bytes that rows.jsonl:1 had' }],
    });
  });

  it('do not verify in another world, or in none', async () => {
    const { rows, world, certificates } = await certified([found]);
    writeFileSync(world, 'spintape: 1\nname: world\nworld: {files: {a: C}}\n');
    const other = await runCommand(verify, [certificates, rows, '--world', world]);
    expect([other.code, other.out.split('\n').slice(1)]).toEqual([
      1,
      [
        '  world: not the one that was certified',
        '  verdict: step 1 read_file was same, and is differs (drifted)',
        '',
        '0 of 1 certificate is valid',
        '',
      ],
    ]);
    const none = await runCommand(verify, [certificates, rows]);
    expect(none.out.split('\n').slice(1, 3)).toEqual([
      '  world: none is given; pass it with --config, --world or --mock-log',
      '  verdict: was same under spintape, and is inferred same under spintape',
    ]);
  });

  it('do not verify with another verdict than is found', async () => {
    const { rows, world, certificates } = await certified([found]);
    const [name = ''] = readdirSync(certificates);
    const path = join(certificates, name);
    const text = readFileSync(path, 'utf8').replace('"verdict": "same"', '"verdict": "cosmetic"');
    writeFileSync(path, text);
    const { code, out } = await runCommand(verify, [path, rows, '--world', world]);
    expect([code, out.split('\n')[1]]).toEqual([
      1,
      '  verdict: was cosmetic under spintape, and is same under spintape',
    ]);
  });

  it('do not verify with a component of other sources', async () => {
    const { folder, rows, world, certificates } = await certified([absent]);
    const app = join(folder, 'app');
    mkdirSync(join(app, 'dist'), { recursive: true });
    cpSync(join(projectRoot, 'spin-app/spin.toml'), join(app, 'spin.toml'));
    const built = readFileSync(join(projectRoot, 'spin-app/dist/vfs.wasm'), 'latin1');
    const edited = built.replaceAll('File not found', 'File is absent');
    writeFileSync(join(app, 'dist/vfs.wasm'), edited, 'latin1');
    const env = { XDG_CACHE_HOME: join(folder, 'cache') };
    const args = ['verify', certificates, rows, '--world', world, '--app', app];
    const { code, stdout } = await spintape(args, { env });
    expect([code, stdout.split('\n').slice(1, 3)]).toEqual([
      1,
      [
        '  component: vfs was built from other sources',
        '  verdict: step 1 read_file was same, and is differs (contradiction)',
      ],
    ]);
  });

  it('do not verify with a changed cassette', async () => {
    const { folder } = await certified([found]);
    const cassettes = join(folder, 'cassettes');
    mkdirSync(cassettes);
    const name = 'read-tools.yaml';
    const recorded = readFileSync(join(projectRoot, 'cassettes/github', name), 'utf8');
    writeFileSync(join(cassettes, name), recorded);
    const rows = join(folder, 'github.jsonl');
    const call = /tool: gh_list_branches\n {2}args: (\{.*\})/.exec(recorded)?.[1] ?? '';
    const args = Object.fromEntries(
      [...call.matchAll(/(\w+): ([\w-]+)/g)].map(([, k, v]) => [k, v]),
    );
    writeFileSync(rows, `${deepFabricLine([[['gh_list_branches', args, 'made up']]])}\n`);
    const certificates = join(folder, 'of-github');
    await runCommand(reproduce, [rows, '--cassettes', cassettes, '--certify', certificates]);
    const again = [certificates, rows, '--cassettes', cassettes];
    expect((await runCommand(verify, again)).code).toBe(0);
    writeFileSync(join(cassettes, name), recorded.replace('name: master', 'name: mastar'));
    const changed = await runCommand(verify, again);
    expect([changed.code, changed.out.split('\n')[1]]).toEqual([
      1,
      '  cassette: the recorded calls are not the certified ones',
    ]);
    const missing = await runCommand(verify, [certificates, rows]);
    expect([missing.code, missing.out.split('\n').slice(1, 3)]).toEqual([
      1,
      [
        '  cassette: none has the calls; pass the folder with --cassettes',
        '  verdict: step 1 gh_list_branches was differs (drifted), and is unverifiable (missing-cassette)',
      ],
    ]);
  });

  it.each([
    ['no JSON', 'it is not valid JSON'],
    ['[]', 'it holds no JSON object'],
    ['{"spintape_certificate": 2}', 'its format is not 1'],
    ['{"spintape_certificate": 1}', 'name, row, seed, verdict or inferred is missing'],
  ])('are refused if they are invalid: %s', async (text, reason) => {
    const file = join(temporaryFolder(), 'certificate.json');
    writeFileSync(file, text);
    await expect(runCommand(verify, [file, 'rows.jsonl'])).rejects.toThrow(
      `${file}: Failed to read the certificate: ${reason}.`,
    );
  });

  it('are missing in an empty folder', async () => {
    const folder = temporaryFolder();
    await expect(runCommand(verify, [folder, 'rows.jsonl'])).rejects.toThrow(
      `${folder}: Failed to find certificates: the folder holds none.`,
    );
  });
});
