import { spawn } from 'node:child_process';
import { afterAll } from 'vitest';
import { freePort } from '../free-port.fixture.ts';
import { projectRoot } from '../spintape.fixture.ts';

const stops = new Set<() => void>();

// A test that fails half-way leaves no process behind.
afterAll(() => {
  for (const stop of stops) stop();
});

/**
 * Starts MCP's own example server (@modelcontextprotocol/server-everything) over Streamable HTTP,
 * and gives its URL when it listens.
 */
export async function startServerEverything(): Promise<string> {
  const port = await freePort();
  const entry = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js';
  const child = spawn(process.execPath, [entry, 'streamableHttp'], {
    cwd: projectRoot,
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  stops.add(() => child.kill('SIGKILL'));
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    const look = (text: Buffer) => {
      printed += text;
      if (printed.includes(`listening on port ${port}`)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`it ended with ${code}: ${printed}`)));
  });
  return `http://127.0.0.1:${port}/mcp`;
}
