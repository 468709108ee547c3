import { exit } from 'wasi:cli/exit@0.2.0';
import { Kv, Variables } from '@fermyon/spin-sdk';
import { behaviourOf, type Outgoing } from './behaviour.ts';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

addEventListener('fetch', (event) => event.respondWith(answer()));

async function answer(): Promise<Response> {
  const behaviour = behaviourOf(Variables.get('variant') ?? '');
  for (const name of behaviour.variables) Variables.get(name);
  for (const label of behaviour.looksInto) Kv.open(label).get('absent');
  for (const request of behaviour.requests) await send(request);
  await new Promise((resolve) => setTimeout(resolve, behaviour.waitMs));
  if (behaviour.traps) exit({ tag: 'err' });
  for (const label of behaviour.stores) Kv.open(label).set('last', behaviour.value);
  const result = { success: true, result: behaviour.message, error_type: null };
  return new Response(JSON.stringify(result, null, behaviour.isSpaced ? 1 : 0), {
    headers: { 'content-type': 'application/json' },
  });
}

// A request that is denied is no reason to answer otherwise: the tests ask what differs by itself.
async function send({ method, url, header, body }: Outgoing): Promise<void> {
  try {
    const headers = { 'x-client': header };
    const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
    await response.text();
  } catch {
    return;
  }
}
