/** What a difference is about, as values: {@link placeText} prints it. */
export type DifferencePlace =
  /** The call as a whole: it had no result. */
  | { readonly in: 'call' }
  /** `path` is `status`, `headers.<name>`, or `body` with a path into its JSON. */
  | { readonly in: 'response'; readonly path: string }
  /** `path` leads into the JSON of the body, as `items[0].stars`; empty for the body itself. */
  | { readonly in: 'result'; readonly path: string }
  /** A request that was sent, or was to be sent. */
  | { readonly in: 'request'; readonly method: string; readonly url: string }
  /** The same requests, sent in another order from this one on, counted from 1. */
  | { readonly in: 'request-order'; readonly request: number }
  /** An exchange as a scenario has it. */
  | { readonly in: 'exchange'; readonly method: string; readonly url: string }
  /** `path` leads into the JSON of the value; empty for the value itself. */
  | {
      readonly in: 'state';
      readonly store: string;
      readonly key: string;
      readonly path: string;
    }
  /** The capability to send requests to a host; `origin` is scheme, host and port. */
  | { readonly in: 'host'; readonly origin: string }
  /** The capability to use a store. */
  | { readonly in: 'store'; readonly label: string }
  /** The capability to read a variable; `name` is `component/name`. */
  | { readonly in: 'variable'; readonly name: string }
  /** A key of the world before the first call. */
  | { readonly in: 'world'; readonly path: string }
  /** An import that does not reproduce, such as `key-value`. */
  | { readonly in: 'import'; readonly name: string };

/** A place in one line: `result.error_type`, `request GET https://…`, `state default/vfs/s/a`. */
export function placeText(place: DifferencePlace): string {
  switch (place.in) {
    case 'call':
      return 'call';
    case 'response':
    case 'world':
      return `${place.in}.${place.path}`;
    case 'result':
      return /^(?:\[|$)/.test(place.path) ? `result${place.path}` : `result.${place.path}`;
    case 'request':
    case 'exchange':
      return `${place.in} ${place.method} ${place.url}`;
    case 'request-order':
      return `order of requests, request ${place.request}`;
    case 'state':
      return `state ${place.store}/${place.key}${place.path}`;
    case 'host':
      return `host ${place.origin}`;
    case 'store':
      return `store ${place.label}`;
    case 'variable':
      return `variable ${place.name}`;
    case 'import':
      return `import ${place.name}`;
  }
}
