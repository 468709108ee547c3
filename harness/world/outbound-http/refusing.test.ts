import { expect, it } from 'vitest';
import { REFUSING_OUTBOUND } from './refusing.ts';
import { NEVER, outboundRequest } from './requests.fixture.ts';

it('refuses every request', async () => {
  expect(await REFUSING_OUTBOUND.send(outboundRequest(), { signal: NEVER })).toEqual({
    kind: 'error',
    code: 'HTTP-request-denied',
  });
});
