import { spawnSync } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on PATH; undefined, with a note on stderr, if there is none. */
export function findBrowser(): string | undefined {
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  process.stderr.write('NO BROWSER: attacks of web pages are not tried (no chromium on PATH).\n');
  return undefined;
}

/**
 * Opens a Chromium in which a host name resolves to this machine, as its owner may configure it.
 */
export async function openBrowser(executablePath: string, rebound: string): Promise<Browser> {
  return await chromium.launch({
    executablePath,
    // The tests run as root in containers, where the sandbox of Chromium does not start.
    args: ['--no-sandbox', `--host-resolver-rules=MAP ${rebound} 127.0.0.1`],
  });
}

/** A server of the attacker, with its pages. */
export interface HostilePages {
  readonly port: number;
  close(): void;
}

/** Serves an empty page at every path, with a policy that makes a browser report to `reportTo`. */
export async function servePages(reportTo: string): Promise<HostilePages> {
  const server = createServer((request: IncomingMessage, response) => {
    response.setHeader('content-type', 'text/html');
    if (request.url?.startsWith('/reporting') === true) {
      response.setHeader('content-security-policy', `img-src 'none'; report-uri ${reportTo}`);
    }
    response.end('<!doctype html><title>page</title><body></body>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
