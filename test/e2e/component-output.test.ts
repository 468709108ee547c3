import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { request } from '../tool-calls.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');
const TOKEN = 'ghp_Xk29vLqPz7RtWm4NbYc8HdJs5FgUe1oAiT3r';
const env = { SPIN_VARIABLE_TOKEN: TOKEN };

async function served(args: readonly string[], paths: readonly string[]): Promise<string> {
  const app = await serveApp(['--app', PROBE, ...args], { env });
  for (const path of paths) await request(`${app.url}${path}`);
  return (await app.end()).stderr;
}

describe('what components print', () => {
  it('is shown by serve, with the component and the session', async () => {
    const paths = ['/probe/log?text=hi', '/probe/log?text=ho&session_id=s-1', '/sealed/counter'];
    expect(await served([], paths)).toBe(
      '[probe] out hi\n[probe] err hi\n[probe s-1] out ho\n[probe s-1] err ho\n',
    );
  });

  it('shows no secret, and controls no terminal', async () => {
    const text = encodeURIComponent(`${TOKEN} \u001b[2J`);
    const stderr = await served([], [`/probe/log?text=${text}`]);
    expect(stderr).toContain('[probe] out spintape-secret.token.stand-in \\u001b[2J\n');
    expect(stderr).not.toContain(TOKEN);
  });

  it('is not shown with --quiet', async () => {
    expect(await served(['--quiet'], ['/probe/log?text=hi'])).toBe('');
  });

  it('is shown by record, and is not in the cassette', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'scenarios'));
    const call = 'request: {method: GET, path: /probe/log?text=hello}\n';
    writeFileSync(join(cwd, 'scenarios/a.yaml'), `spintape: 1\nname: a\n---\n${call}`);
    const recorded = await spintape(['record', 'scenarios', '--app', PROBE], { cwd, env });
    expect([recorded.code, recorded.stderr.split('\n').slice(0, 2)]).toEqual([
      0,
      ['[probe] out hello', '[probe] err hello'],
    ]);
    const shown = await spintape(['show', 'cassettes/a.yaml'], { cwd });
    expect(shown.stdout).not.toContain('out hello');
  });
});
