import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import type { Upstream } from './upstream.ts';

/** A network namespace in which api.github.com is a server of the test. */
export interface NetworkDouble {
  /** The prefix of a command that runs in the namespace. */
  readonly through: readonly string[];
  /** Makes the machine's programs trust the server. */
  readonly env: Readonly<Record<string, string>>;
  /** A socket through which port 3000 in the namespace can be called from outside. */
  readonly inward: string;
  /** The `authorization` of each request that came. */
  readonly authorizations: readonly (string | undefined)[];
  close(): void;
}

/** Why no such namespace can be created here; undefined if it can. */
export function missingForNetwork(): string | undefined {
  const attempts: ReadonlyArray<readonly [string, ...string[]]> = [
    ['unshare', '-rmn', 'ip', 'link', 'set', 'lo', 'up'],
    ['openssl', 'version'],
  ];
  const failed = attempts.find(([program, ...args]) => spawnSync(program, args).status !== 0);
  return failed === undefined ? undefined : `\`${failed.join(' ')}\` does not work here`;
}

// Both ways between the namespace and the outside lead through sockets of the file system.
const FORWARDER = `import { existsSync, writeFileSync } from 'node:fs';
import net from 'node:net';
const [outward, inward, ready] = process.argv.slice(2);
const join = (one, other) => {
  one.pipe(other).pipe(one);
  for (const end of [one, other]) end.on('error', () => { one.destroy(); other.destroy(); });
};
net.createServer((socket) => join(socket, net.connect(outward))).listen(443, '127.0.0.1', () => {
  net.createServer((socket) => join(socket, net.connect(3000, '127.0.0.1'))).listen(inward, () => {
    writeFileSync(ready, '');
  });
});
const parent = process.ppid;
setInterval(() => { if (process.ppid !== parent) process.exit(); }, 100);
`;

/**
 * Lets an upstream be api.github.com, with TLS on port 443, for programs that ask for that name.
 */
export async function networkDouble(upstream: Upstream): Promise<NetworkDouble> {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder, name);
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
  const names = ['-subj', '/CN=api.github.com', '-addext', 'subjectAltName=DNS:api.github.com'];
  const files = ['-keyout', at('key.pem'), '-out', at('certificate.pem')];
  execFileSync('openssl', [...options, ...names, ...files], { stdio: 'ignore' });
  writeFileSync(at('hosts'), '127.0.0.1 localhost api.github.com\n');
  writeFileSync(at('forward.mjs'), FORWARDER);
  const authorizations: (string | undefined)[] = [];
  const identity = { key: readFileSync(at('key.pem')), cert: readFileSync(at('certificate.pem')) };
  const server = createServer(identity, (request, response) => {
    const { method = '', url = '', headers } = request;
    authorizations.push(headers.authorization);
    const answer = upstream.answer({ method, url: new URL(url, 'https://api.github.com') });
    const own = ['connection', 'content-length', 'transfer-encoding'];
    for (const [name, value] of answer.headers) {
      if (!own.includes(name.toLowerCase())) response.appendHeader(name, value);
    }
    response.statusCode = answer.status;
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(at('outward'), () => resolve()));
  const forward = [process.execPath, at('forward.mjs'), at('outward'), at('inward'), at('ready')];
  const script = [
    'ip link set lo up',
    `mount --bind ${at('hosts')} /etc/hosts`,
    `rm -f ${at('ready')} ${at('inward')}`,
    `{ ${forward.join(' ')} > ${at('forward.log')} 2>&1 & }`,
    `while [ ! -e ${at('ready')} ]; do sleep 0.1; done`,
    'exec "$@"',
  ].join(' && ');
  return {
    through: ['unshare', '-rmn', 'sh', '-c', script, 'sh'],
    env: { NODE_EXTRA_CA_CERTS: at('certificate.pem') },
    inward: at('inward'),
    authorizations,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Replays the cassettes in a folder without any network, and without a token. */
export async function replayWithoutNetwork(cwd: string) {
  const through = ['unshare', '-rn'];
  const app = join(projectRoot, 'spin-app');
  return await spintape(['replay', '--json', '--app', app, '.'], { cwd, through });
}
