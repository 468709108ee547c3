import { Buffer } from 'node:buffer';
import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { plainJson } from '../../json/json-text.ts';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList, HttpResponse } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { type AnsweredExchange, answeredExchanges } from '../answered-exchanges.ts';
import { ConversionNotes } from '../conversion-notes.ts';
import type { ConvertedText } from '../nock/to-nock.ts';
import { holdsPlaceholder, withNamesIn } from '../placeholder-text.ts';
import { type ModuleLanguage, mswModule } from './msw-module.ts';

/**
 * Makes a module of request handlers for MSW 2 of a cassette's exchanges. It exports `handlers`,
 * for `setupServer(...handlers)`, and `reset()`. Each exchange answers one request.
 */
export function mswFromCassette(cassette: CassetteFile, language: ModuleLanguage): ConvertedText {
  const notes = new ConversionNotes();
  const exchanges = answeredExchanges(cassette, notes).flatMap((exchange) => {
    const note = (what: string): void => notes.add(what, exchange.where);
    const reason = unservable(exchange.response);
    if (reason !== undefined) {
      note(`it is left out: ${reason}`);
      return [];
    }
    const value = exchangeValue(exchange, note);
    const named = withNamesIn(value);
    if (JSON.stringify(named) !== JSON.stringify(value)) {
      note('it holds a secret; the file says <secret:name>');
    }
    return [named];
  });
  if (exchanges.length > 0) notes.add('request headers only choose among equal requests');
  return {
    text: mswModule({ exchanges, name: cassette.header.name, language }),
    exchanges: exchanges.length,
    notes: notes.all,
  };
}

/** Statuses of answers without a body (Fetch Standard, 2.2.6 "null body status"). */
const BODILESS: readonly number[] = [204, 205, 304];

// A Response takes no other ones (Fetch Standard, "initialize a response").
function unservable({ status, body }: HttpResponse): string | undefined {
  if (status < 200 || status > 599) return `a Response cannot have the status ${status}`;
  const hasBody = BODILESS.includes(status) && body.length > 0;
  return hasBody ? `a Response with status ${status} has no body` : undefined;
}

function exchangeValue(
  { request, response }: AnsweredExchange,
  note: (what: string) => void,
): object {
  const { method, body } = request;
  const href = new URL(request.url).href;
  const asked = { method, url: href, ...headersField(sentHeaders(request, note)) };
  const answered = { status: response.status, ...headersField(possible(response.headers, note)) };
  return {
    request: { ...asked, ...bodyField(body) },
    response: { ...answered, ...bodyField(response.body) },
  };
}

function sentHeaders({ headers }: OutboundRequest, note: (what: string) => void): HeaderList {
  const secret = headers.filter(([, value]) => holdsPlaceholder(value));
  for (const [name] of secret) note(`its header ${name} holds a secret and is left out`);
  return headers.filter(([, value]) => !holdsPlaceholder(value));
}

function possible(headers: HeaderList, note: (what: string) => void): HeaderList {
  return headers.filter(([name, value]) => {
    const isPossible = /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
    if (!isPossible) note(`its header ${name} cannot be in a Response and is left out`);
    return isPossible;
  });
}

function headersField(headers: HeaderList): { headers?: HeaderList } {
  return headers.length === 0 ? {} : { headers };
}

function bodyField(body: Uint8Array): { json?: unknown; text?: string; base64?: string } {
  if (body.length === 0) return {};
  const text = decodeUtf8(body);
  if (text === undefined) return { base64: Buffer.from(body).toString('base64') };
  const json = literalJson(text);
  return json === undefined ? { text } : { json };
}

/** The value of a JSON text that is the same as a literal in a program, and prints as the text. */
function literalJson(text: string): unknown {
  // In a literal, this name sets the prototype.
  return text.includes('"__proto__"') ? undefined : plainJson(text);
}
