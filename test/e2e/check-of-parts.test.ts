import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';
import { checked, findings } from './checked.fixture.ts';

const FILES_ALONE = `
spin_manifest_version = 2
[application]
name = "files-alone"
version = "1.0.0"
[[trigger.http]]
route = "/vfs/..."
component = "vfs"
[component.vfs]
source = "${join(projectRoot, 'spin-app/dist/vfs.wasm')}"
key_value_stores = ["default"]
`;

describe('a subject that lacks parts', () => {
  it('is an app with only files, and the laws about other parts are skipped', async () => {
    const app = join(temporaryFolder(), 'spin.toml');
    await writeFile(app, FILES_ALONE);
    const laws = ['files-like-a-map', 'session-isolation', 'parallel-calls', 'record-then-replay'];
    const named = laws.flatMap((law) => ['--law', law]);
    const { code, document } = await checked(['--app', app, ...named]);
    expect([code, findings(document), document.leftOut]).toEqual([
      0,
      [
        ['files-like-a-map', 'holds', []],
        ['session-isolation', 'holds', []],
      ],
      [
        { name: 'parallel-calls', reason: 'there is no /mock' },
        {
          name: 'record-then-replay',
          reason: 'there is no /mock and no /github and no gateway at /execute',
        },
      ],
    ]);
  });

  it('may be an app with a secret without a value', async () => {
    const app = join(temporaryFolder(), 'spin.toml');
    const token = '[variables]\ntoken = { required = true, secret = true }\n';
    await writeFile(app, `${FILES_ALONE}[component.vfs.variables]\nt = "{{ token }}"\n${token}`);
    const { code, document } = await checked(['--app', app, '--law', 'files-like-a-map']);
    expect([code, findings(document)]).toEqual([0, [['files-like-a-map', 'holds', []]]]);
  });

  it('is not a tool service, or has nothing that the law needs', async () => {
    const nothing = await startUpstream((_, response) =>
      response.writeHead(404).end('<p>nothing</p>'),
    );
    const { url } = nothing;
    const { code, stdout, stderr } = await spintape(['check', '--endpoint', url]);
    nothing.close();
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `spintape: Failed to check ${url}: it is not a tool service: none of /vfs, /mock, /github, gateway at /execute answers. Name a service that takes tool calls, such as \`spintape serve\`.\n`,
    ]);
    const served = await serveApp();
    const left = await spintape(['check', '--endpoint', served.url, '--law', 'parallel-calls']);
    await served.end();
    expect([left.code, left.stdout, left.stderr]).toEqual([
      2,
      '',
      'spintape: Failed to check a law: left out, for they need control of the world: parallel-calls. Name other laws with --law.\n',
    ]);
  });
});
