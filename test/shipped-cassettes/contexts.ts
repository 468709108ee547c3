import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import nock from 'nock';
import type { Upstream } from './upstream.ts';

/** Plays an upstream at https://api.github.com inside this process until the function ends. */
export type Context = (upstream: Upstream, perform: () => Promise<void>) => Promise<void>;

// Importing nock already patches the network; here it is active only in its own context.
nock.restore();

const GITHUB = 'https://api.github.com';

/** The upstream played by nock. */
export const nockContext: Context = async (upstream, perform) => {
  nock.activate();
  nock.disableNetConnect();
  const scope = nock(GITHUB).persist();
  for (const method of ['GET', 'POST']) {
    scope.intercept(/.*/, method).reply((uri) => {
      const { status, headers, body } = upstream.answer({ method, url: new URL(uri, GITHUB) });
      return [status, body, Object.fromEntries(headers)];
    });
  }
  try {
    await perform();
  } finally {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  }
};

/** The upstream played by MSW. */
export const mswContext: Context = async (upstream, perform) => {
  const server = setupServer(
    http.all(`${GITHUB}/*`, ({ request }) => {
      const { method, url } = request;
      const { status, headers, body } = upstream.answer({ method, url: new URL(url) });
      return new HttpResponse(body, { status, headers: headers.map(([...pair]) => pair) });
    }),
  );
  server.listen({ onUnhandledRequest: 'error' });
  try {
    await perform();
  } finally {
    server.close();
  }
};
