import type { CassetteEntry, CassetteFile } from '../../cassette/cassette-file.ts';
import { encodeSecrets } from '../../cassette/yaml/secret-text.ts';
import type { WorldMoment } from '../../scenario/world-after.ts';
import type { ExchangeOutcome } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import { jsonDocument } from '../json-document.ts';

/** The file that a document shows. */
interface ShownFile {
  /** As the user named it. */
  readonly path: string;
  readonly cassette: CassetteFile;
}

/** The steps of a cassette as the document of `--json`; nothing is cut. */
export function stepsJson({ path, cassette }: ShownFile): string {
  const { header, entries } = cassette;
  const steps = entries.map((entry, index) => stepOf(entry, index + 1));
  return documentOf(cassette, { name: header.name, path, steps });
}

/** The world after so many steps as the document of `--json`; nothing is cut. */
export function worldJson({ path, cassette }: ShownFile, world: WorldMoment, step: number): string {
  const { at, variables, files, mocks, values } = world;
  return documentOf(cassette, {
    name: cassette.header.name,
    path,
    step,
    world: {
      clock: at === undefined ? undefined : new Date(at).toISOString(),
      variables: Object.fromEntries(variables),
      files,
      mocks,
      values: values.map(({ store, key, value }) => ({ store, key, ...bodyOf(value) })),
    },
  });
}

function documentOf({ entries }: CassetteFile, result: object): string {
  const exchanges = entries.reduce((sum, entry) => sum + entry.exchanges.length, 0);
  const summary = { files: 1, calls: entries.length, exchanges };
  // The harness holds secrets as placeholders; readers know them in the spelling of files.
  return encodeSecrets(jsonDocument({ command: 'show', ok: true }, { summary, results: [result] }));
}

function stepOf(entry: CassetteEntry, step: number): object {
  const { at, line, request, response, exchanges, given, state, ...rest } = entry;
  return {
    step,
    line,
    at: at === undefined ? undefined : new Date(at).toISOString(),
    request: messageOf(request),
    exchanges: exchanges.map(({ request: sent, outcome }) => ({
      request: messageOf(sent),
      ...outcomeOf(outcome),
    })),
    response: response === undefined ? undefined : messageOf(response),
    given: changesOf(given),
    state: changesOf(state),
    refused: rest.refused,
    printed: rest.printed,
    unreproducible: rest.unreproducible,
  };
}

function messageOf<Message extends { readonly headers: HeaderList; readonly body: Uint8Array }>({
  headers,
  body,
  ...rest
}: Message): object {
  return { ...rest, headers, ...bodyOf(body) };
}

function outcomeOf(outcome: ExchangeOutcome): object {
  if (outcome.kind !== 'response') return outcome;
  return { ...outcome, response: messageOf(outcome.response) };
}

function changesOf(snapshot: StoreSnapshot): object[] {
  return [...snapshot].flatMap(([store, values]) =>
    [...values].map(([key, value]) => ({
      store,
      key,
      ...(value === null ? { deleted: true } : bodyOf(value)),
    })),
  );
}

function bodyOf(bytes: Uint8Array): object {
  const text = decodeUtf8(bytes);
  return text === undefined ? { base64: Buffer.from(bytes).toString('base64') } : { text };
}
