import { ResponseBuilder, Router, Variables } from '@fermyon/spin-sdk';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

const router = Router();
router.get('/', (_route, _request, response) => {
  response.set('content-type', 'text/html');
  response.send(`<h1>${Variables.get('heading')}</h1>`);
});
router.all('/notes/:id', passOn);
router.all('*', (_route, _request, response) => {
  response.status(404).send('no such page');
});

addEventListener('fetch', (event) => {
  event.respondWith(
    new Promise((resolve) => {
      router.handleRequest(event.request, new ResponseBuilder(resolve));
    }),
  );
});

interface RouteMatch {
  readonly params: Readonly<Record<string, string>>;
}

/** Asks the other component of the app, over Spin's local chaining. */
async function passOn(route: RouteMatch, request: Request, response: ResponseBuilder) {
  const id = route.params['id'] ?? '';
  const body = await request.text();
  const answer = await fetch(`http://api.spin.internal/api/${id}`, {
    method: request.method,
    ...(body === '' ? {} : { body }),
  });
  response.status(answer.status).set('x-note', id);
  response.send(await answer.text());
}
