import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyRequest } from './any-request.ts';

it('has the methods of Node.js 20 on any version of Node.js', () => {
  const steps = fc.sample(anyRequest, { numRuns: 3_000, seed: 1 });
  const methods = steps.map((step) => (step.kind === 'raw' ? step.request.method : ''));
  expect([...new Set(methods)].sort().join(' ')).toBe(
    'ACL BIND CHECKOUT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL ' +
      'MOVE NOTIFY OPTIONS PATCH POST PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH ' +
      'SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE',
  );
});
