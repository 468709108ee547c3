import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { LiveOutbound } from './live.ts';
import { bytes, NEVER, outboundRequest } from './requests.fixture.ts';

// Separate from the tests on a real network, because importing nock already patches node:http.
describe('LiveOutbound', () => {
  it('lets nock intercept requests', async () => {
    nock('https://api.example.com')
      .post('/issues?state=open', { a: 1 })
      .matchHeader('accept', 'x')
      .reply(201, 'made', { 'X-Request-Id': '1' });
    const outcome = await new LiveOutbound().send(
      outboundRequest({
        method: 'POST',
        url: 'https://api.example.com/issues?state=open',
        headers: [
          ['accept', 'x'],
          ['content-type', 'application/json'],
        ],
        body: bytes('{"a":1}'),
      }),
      { signal: NEVER },
    );
    nock.restore();
    expect(outcome).toEqual({
      kind: 'response',
      response: { status: 201, headers: [['x-request-id', '1']], body: bytes('made') },
    });
  });

  it('lets msw intercept requests', async () => {
    const server = setupServer(
      http.put('https://api.example.com/file', async ({ request }) =>
        HttpResponse.json({ body: await request.text(), accept: request.headers.get('accept') }),
      ),
    );
    server.listen({ onUnhandledRequest: 'error' });
    const outcome = await new LiveOutbound().send(
      outboundRequest({
        method: 'PUT',
        url: 'https://api.example.com/file',
        headers: [['accept', 'x']],
        body: bytes('hi'),
      }),
      { signal: NEVER },
    );
    server.close();
    expect(outcome).toMatchObject({
      kind: 'response',
      response: { status: 200, body: bytes('{"body":"hi","accept":"x"}') },
    });
  });
});
