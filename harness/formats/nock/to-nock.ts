import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { visibleJson } from '../../output/javascript-text.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { type AnsweredExchange, answeredExchanges } from '../answered-exchanges.ts';
import { type ConversionNote, ConversionNotes } from '../conversion-notes.ts';
import { withNamesIn } from '../placeholder-text.ts';
import type { NockDefinition } from './nock-definition.ts';
import { definedRequest } from './nock-request.ts';
import { definedResponse } from './nock-response.ts';

/** A file in another format, and notes about everything that was lost. */
export interface ConvertedText {
  readonly text: string;
  /** How many exchanges it has. */
  readonly exchanges: number;
  readonly notes: readonly ConversionNote[];
}

/**
 * Makes a JSON file of nock's definitions of a cassette's exchanges: `nock.define` serves them,
 * each once and equal requests in the recorded order.
 */
export function nockFromCassette(cassette: CassetteFile): ConvertedText {
  const notes = new ConversionNotes();
  const definitions: unknown[] = answeredExchanges(cassette, notes).map((exchange) => {
    const definition = definitionOf(exchange, notes);
    const named = withNamesIn(definition);
    if (JSON.stringify(named) !== JSON.stringify(definition)) {
      notes.add('it holds a secret; the file says <secret:name>', exchange.where);
    }
    return named;
  });
  return {
    text: `${visibleJson(JSON.stringify(definitions, null, 2))}\n`,
    exchanges: definitions.length,
    notes: notes.all,
  };
}

function definitionOf(
  { request, response, where }: AnsweredExchange,
  notes: ConversionNotes,
): NockDefinition {
  const isRequestBinary = decodeUtf8(request.body) === undefined;
  const { reqheaders, ...asked } = definedRequest(request, (what) => notes.add(what, where));
  const { response: body, responseIsBinary } = definedResponse(response, { isRequestBinary });
  return {
    ...asked,
    status: response.status,
    response: body,
    rawHeaders: rawHeaders(response.headers),
    ...(reqheaders === undefined ? {} : { reqheaders }),
    responseIsBinary,
  };
}

// By name, as nock's recorder gives them, unless a name is repeated.
function rawHeaders(headers: HeaderList): unknown {
  const names = new Set(headers.map(([name]) => name));
  return names.size === headers.length ? Object.fromEntries(headers) : headers.flat();
}
