// talkback: serves recorded answers over HTTP, and runs no code.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as sendRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('talkback-server.mjs', import.meta.url));
const HOST = 'https://api.github.com';

/** Each exchange has its own path, because cassettes hold several answers to the same request. */
function pathOf({ request }, index) {
  const { pathname, search } = new URL(request.url);
  return `/${index}${pathname}${search}`;
}

function tapeOf(exchange, index) {
  const { request, outcome } = exchange;
  const { status, headers, body } = outcome.response;
  const meta = { createdAt: '2026-01-01T00:00:00Z', host: HOST, resHumanReadable: false };
  return {
    meta: { ...meta, reqHumanReadable: false },
    req: {
      url: pathOf(exchange, index),
      method: request.method,
      headers: {},
      body: Buffer.from(request.body).toString('base64'),
    },
    res: {
      status,
      headers: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
      body: Buffer.from(body).toString('base64'),
    },
  };
}

/** talkback in its own process, with the answers of `exchanges`. */
export async function openTalkback(exchanges) {
  const path = mkdtempSync(join(tmpdir(), 'spintape-talkback-'));
  for (const [index, exchange] of exchanges.entries()) {
    writeFileSync(join(path, `${index}.json5`), JSON.stringify(tapeOf(exchange, index)));
  }
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(process.execPath, [SERVER, `${path}/`, String(port), HOST], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const agent = new Agent({ keepAlive: true });
  const paths = new Map(exchanges.map((exchange, index) => [exchange, pathOf(exchange, index)]));
  const ask = (exchange) => {
    const { request } = exchange;
    return new Promise((resolve, reject) => {
      const { method } = request;
      const options = { port, method, path: paths.get(exchange), agent, host: '127.0.0.1' };
      const sent = sendRequest(options, (response) => {
        let size = 0;
        response.on('data', (part) => {
          size += part.length;
        });
        response.on('end', () => resolve({ status: response.statusCode, size }));
      });
      sent.on('error', reject);
      sent.end(request.body);
    });
  };
  const close = async () => {
    agent.destroy();
    child.kill();
    await once(child, 'exit');
    rmSync(path, { recursive: true });
  };
  return { ask, close };
}
