import { Kv } from '@fermyon/spin-sdk';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

addEventListener('fetch', (event) => event.respondWith(answer(event.request)));

/** Notes by id. */
async function answer(request: Request): Promise<Response> {
  const id = idOf(request);
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

// Spin names the `:id` of the route in a header, but not when another component of the app calls:
// such a call goes past the routes.
function idOf(request: Request): string {
  return (
    request.headers.get('spin-path-match-id') ?? new URL(request.url).pathname.replace(/^.*\//, '')
  );
}
