// Prints the resident memory in MB of a process that has loaded none, one and all components.
import { openApp } from './open-app.mjs';

const get = (path) => ({ method: 'GET', path, headers: [], body: new Uint8Array() });
const rss = () => Math.round(process.memoryUsage.rss() / 1e6);

const sizes = [rss()];
const { host, call } = await openApp({ mode: 'reset', workers: 1 });
await call(get('/vfs/health'));
sizes.push(rss());
for (const path of ['/mock/health', '/github/health', '/health']) await call(get(path));
sizes.push(rss());
process.stdout.write(JSON.stringify(sizes));
await host.close();
