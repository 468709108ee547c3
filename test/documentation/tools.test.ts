import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../harness/host/manifest/parse-manifest.ts';
import { projectRoot, serveApp } from '../spintape.fixture.ts';
import { callTool, request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

const document = readFileSync(join(projectRoot, 'docs/tools.md'), 'utf8');

/** The rows of the table whose first column has this head, as cells. */
function rowsBelow(head: string): string[][] {
  const [, table = ''] = document.split(`\n| ${head} |`);
  const [rows = ''] = table.split('\n\n');
  return rows
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map((cells) => cells.slice(1, -1));
}

const quoted = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, it = '']) => it);

describe('docs/tools.md', () => {
  it('has the variables of spin.toml with their defaults', () => {
    const file = join(projectRoot, 'spin-app/spin.toml');
    const { variables } = parseManifest(readFileSync(file, 'utf8'), file);
    const declared = [...variables].map(([name, { default: value, secret }]) => [
      `\`${name}\`${secret ? ' (secret)' : ''}`,
      value === '' ? 'none' : `\`${value}\``,
    ]);
    expect(rowsBelow('variable').map(([name, value]) => [name, value])).toEqual(declared);
  });

  it('has the tools and routes that the service has', async () => {
    const app = await serveApp(['--workers', '1']);
    const { body } = await request(`${app.url}/list-tools`);
    const tools = rowsBelow('component').flatMap(([, names = '']) => quoted(names));
    expect(JSON.parse(body).tools.map(({ name }: { name: string }) => name)).toEqual(tools);

    const shared = rowsBelow('route').flatMap(([route = '']) => quoted(route));
    const routes = [
      ...['', '/vfs', '/mock', '/github'].flatMap((base) =>
        shared.map((route) => route.replace(' ', ` ${base}`)),
      ),
      ...rowsBelow('route of `mock` only').flatMap(([route = '']) => quoted(route)),
    ];
    expect(routes).toHaveLength(4 * 6 + 5);
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      const { status } = await request(app.url + path, { method });
      expect([route, [404, 405].includes(status)]).toEqual([route, false]);
    }
    await app.end();
  });

  it('shows how the GitHub tools are pointed at a host and kept to a repository', async () => {
    const upstream = await startUpstream((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end('[]');
    });
    const [shown = ''] = /SPIN_VARIABLE_.* spintape serve/.exec(document) ?? [];
    const pairs = [...shown.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [
      name,
      value.replace('http://127.0.0.1:8080', upstream.url),
    ]);
    const app = await serveApp(['--workers', '1'], { env: Object.fromEntries(pairs) });
    const call = (repo: string) => ({
      ...{ component: 'github', session: 's', tool: 'gh_list_branches' },
      args: { owner: 'octo', repo },
    });
    expect(await callTool(app.url, call('hello'))).toMatchObject({ success: true });
    expect(await callTool(app.url, call('other'))).toMatchObject({ success: false });
    expect(upstream.requests).toEqual(['GET /repos/octo/hello/branches?per_page=30']);
    await app.end();
  });
});
