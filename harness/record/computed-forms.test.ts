import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { SecretSwap } from '../world/secrets/secret-swap.ts';
import { ComputedForms } from './computed-forms.ts';

const REAL = 'signed-by-the-secret';
const STOOD = 'signed-by-placeholder';

function requestWith(signature: string) {
  return {
    method: 'GET',
    url: 'http://upstream.test/',
    headers: [['x-signature', signature]] as const,
    body: new Uint8Array(),
  };
}

it.each([
  ['gzip', gzipSync(`saw ${REAL}`)],
  ['gzip, gzip', gzipSync(gzipSync(`saw ${REAL}`))],
])('a computed form is replaced in an answer packed with %s', (coding, body) => {
  const forms = new ComputedForms(new SecretSwap(new Map()));
  forms.learn(requestWith(REAL), requestWith(STOOD));
  const headers = [['content-encoding', coding]] as const;
  const swapped = forms.swapOutcome({ kind: 'response', response: { status: 200, headers, body } });
  expect(swapped).toEqual({
    kind: 'response',
    response: { status: 200, headers: [], body: new TextEncoder().encode(`saw ${STOOD}`) },
  });
});
