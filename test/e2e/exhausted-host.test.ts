import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

/** A limit of the shell, and the command that is to live with it. */
function limited(limit: string): readonly string[] {
  return ['sh', '-c', `ulimit ${limit}; exec "$@"`, 'sh'];
}

describe('a host that has run out of resources', () => {
  it('judges nothing if it lacks memory for a component', async () => {
    const args = ['replay', 'cassettes/vfs/read-back.yaml', '--workers', '1'];
    const { code, stdout } = await spintape(args, { through: limited('-v 6000000') });
    expect(code).toBe(3);
    expect(stdout).toContain('vfs/read-back  error (host-failed) ');
    expect(stdout).toContain('Failed to run the call: there is no more memory. Raise the limit');
  });

  it('says so where it may open no more files', async () => {
    const args = ['replay', 'cassettes/vfs/read-back.yaml', '--workers', '1'];
    const { code, stdout, stderr } = await spintape(args, { through: limited('-n 40') });
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('this process may open no more files');
    expect(stderr).not.toContain('report this bug');
  });

  it('records nothing of an upstream that it could not reach', async () => {
    const held = new Set<() => void>();
    const upstream = await startUpstream((_, response) => held.add(() => response.end('x')));
    const cwd = temporaryFolder();
    const urls = Array.from({ length: 120 }, () => `url=${encodeURIComponent(upstream.url)}`);
    const call = `request: {method: GET, path: '/probe/fetch-parallel?${urls.join('&')}'}`;
    writeFileSync(join(cwd, 'a.yaml'), `spintape: 1\nname: a\n---\n${call}\n`);
    const env = { SPIN_VARIABLE_TOKEN: 'a-token-that-nobody-ever-gave' };
    const app = ['--app', join(projectRoot, 'test-apps/probe'), '--workers', '1'];
    const through = limited('-n 100');
    const ended = await spintape(['record', ...app, 'a.yaml'], { cwd, env, through });
    expect([ended.code, existsSync(join(cwd, 'cassettes/a.yaml'))]).toEqual([3, false]);
    expect(ended.stderr).toContain(
      'Failed to send a request: this process may open no more files.',
    );
    for (const release of held) release();
  });
});
