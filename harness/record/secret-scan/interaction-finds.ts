import type { Exchange, ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import type { Interaction } from '../../tool-call/interaction.ts';
import { bodyFinds } from './body-finds.ts';
import { headerFinds, nameFinds, urlFinds } from './message-finds.ts';
import { bytesOf } from './place.ts';
import { type SecretFind, secretFind } from './secret-find.ts';
import type { SecretSearch } from './shapes/shape-finds.ts';
import { storeFinds } from './store-finds.ts';
import { textFinds } from './text-finds.ts';

/**
 * The secrets in everything that a file would hold of a call, in the order of the file.
 *
 * @param step the call's place in its file, counted from 1
 */
export function interactionFinds(
  interaction: Interaction,
  step: number,
  search: SecretSearch,
): SecretFind[] {
  const { request, response, exchanges, given, state, unreproducible } = interaction;
  const place = `step ${step}`;
  const { refused = [], printed = [] } = interaction;
  const written = (text: string, what: string) =>
    textFinds(bytesOf(text), search).map((find) => secretFind(find, `${place}, ${what}`));
  return [
    ...methodFinds(request, place, search),
    ...urlFinds(request.path, `${place}, request path`, search),
    ...messageFinds(request, `${place}, request`, search),
    ...storeFinds(given, `${place}, given`, search),
    ...exchanges.flatMap((exchange, index) =>
      exchangeFinds(exchange, `${place}, exchange ${index + 1}`, search),
    ),
    ...messageFinds(response, `${place}, response`, search),
    ...storeFinds(state, `${place}, state`, search),
    ...refused.flatMap(({ name }, index) => written(name, `refused ${index + 1}`)),
    ...printed.flatMap(({ text }, index) => written(text, `printed line ${index + 1}`)),
    ...written(unreproducible?.detail ?? '', 'unreproducible'),
  ];
}

function exchangeFinds(
  { request, outcome }: Exchange,
  place: string,
  search: SecretSearch,
): SecretFind[] {
  return [...outboundFinds(request, place, search), ...outcomeFinds(outcome, place, search)];
}

function outboundFinds(request: OutboundRequest, place: string, search: SecretSearch) {
  return [
    ...methodFinds(request, place, search),
    ...urlFinds(request.url, `${place}, request url`, search),
    ...messageFinds(request, `${place}, request`, search),
  ];
}

// Some components uppercase the method that they send.
function methodFinds({ method }: { readonly method: string }, place: string, search: SecretSearch) {
  return nameFinds(method, search).map((find) => secretFind(find, `${place}, request method`));
}

function outcomeFinds(outcome: ExchangeOutcome, place: string, search: SecretSearch) {
  if (outcome.kind !== 'response') return [];
  return messageFinds(outcome.response, `${place}, response`, search);
}

function messageFinds(
  { headers, body }: { readonly headers: HeaderList; readonly body: Uint8Array },
  place: string,
  search: SecretSearch,
): SecretFind[] {
  const codings = headers.filter(([name]) => name === 'content-encoding');
  const encoding = codings.map(([, value]) => value).join(',');
  return [
    ...headerFinds(headers, place, search),
    ...bodyFinds({ bytes: body, place: `${place} body`, encoding }, search),
  ];
}
