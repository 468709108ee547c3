import { Kv } from '@fermyon/spin-sdk';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

addEventListener('fetch', (event) => event.respondWith(answer(event.request)));

/** Notes by id; Spin names the `:id` of the route in a header. */
async function answer(request: Request): Promise<Response> {
  const id = request.headers.get('spin-path-match-id');
  if (id === null) return new Response('no id', { status: 400 });
  const notes = Kv.open('notes');
  if (request.method === 'PUT') {
    notes.set(id, await request.text());
    return new Response(null, { status: 201 });
  }
  const note = notes.get(id);
  if (!note) return new Response(`no note ${id}`, { status: 404 });
  if (request.method === 'DELETE') notes.delete(id);
  return new Response(note);
}
