import { decodeKeySegment } from '../../../spin-app/protocol/key.ts';
import type { CassetteEntry, CassetteFile } from '../../cassette/cassette-file.ts';
import { recognizeCall, recognizeResult } from '../../tool-call/dialect.ts';
import type { ExchangeOutcome } from '../../tool-call/exchange.ts';
import type { HttpRequest, HttpResponse } from '../../tool-call/http-message.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { shownLines } from '../../tool-call/printed-line.ts';
import { counted } from '../text/counted.ts';
import { shortBytes, shortText } from '../text/short-text.ts';

/** What happened in a cassette, step by step, for people. */
export function stepsReport({ header, entries }: CassetteFile): string {
  const { name, app, world, origin } = header;
  const count = counted(entries.length, 'call');
  const of = app === undefined ? '' : ` of ${shortText(app.name)}`;
  return [
    `${shortText(name)}: ${count}${of}, seed ${world.seed}`,
    ...(origin === undefined ? [] : [`answers from ${shortText(origin)}`]),
    ...entries.flatMap((entry, index) => ['', ...stepLines(entry, index + 1)]),
    '',
  ].join('\n');
}

function stepLines(entry: CassetteEntry, step: number): string[] {
  const { at, line, request, response, exchanges, given, state, unreproducible } = entry;
  const { refused = [], printed = [] } = entry;
  const when = at === undefined ? '' : ` at ${new Date(at).toISOString()}`;
  return [
    `step ${step}, line ${line}${when}`,
    `  call: ${callText(request)}`,
    ...snapshotLines('given', given),
    ...exchanges.map(
      ({ request: sent, outcome }) =>
        `  exchange: ${sent.method} ${shortText(sent.url, 160)} -> ${outcomeText(outcome)}`,
    ),
    `  result: ${response === undefined ? 'not recorded' : resultText(response)}`,
    ...snapshotLines('state', state),
    ...refused.map(
      ({ component, kind, name }) => `  refused: ${kind} ${shortText(name)} to ${component}`,
    ),
    ...shownLines(printed).map((line) => `  printed: ${shortText(line, 160)}`),
    ...(unreproducible === undefined
      ? []
      : [`  does not replay (${unreproducible.import}): ${shortText(unreproducible.detail, 160)}`]),
  ];
}

function callText(request: HttpRequest): string {
  const call = recognizeCall(request);
  if (call === undefined) {
    const body = request.body.length === 0 ? '' : ` ${shortBytes(request.body)}`;
    return `${request.method} ${shortText(request.path, 160)}${body}`;
  }
  const args = 'args' in call ? call.args : call.arguments;
  const session = 'session' in call ? ` in session ${shortText(JSON.stringify(call.session))}` : '';
  return `${call.component} ${shortText(call.tool)} ${shortText(args)}${session}`;
}

function resultText(response: HttpResponse): string {
  const result = recognizeResult(response);
  if (result === undefined) return `status ${response.status} ${shortBytes(response.body)}`.trim();
  if ('value' in result) return shortText(result.value);
  const { success, result: text, errorType } = result;
  return success ? shortText(text) : `${shortText(errorType ?? 'failure')}: ${shortText(text)}`;
}

function outcomeText(outcome: ExchangeOutcome): string {
  if (outcome.kind === 'lost-to-timer') return `lost to a timer of ${outcome.afterMs} ms`;
  const after = outcome.afterMs === undefined ? '' : `, after a timer of ${outcome.afterMs} ms`;
  if (outcome.kind === 'error') return `error ${outcome.code}${after}`;
  const { response, cut } = outcome;
  const size = cut === undefined ? `${response.body.length} bytes` : `cut off after ${cut} bytes`;
  return `${response.status}, ${size}${after}`;
}

function snapshotLines(label: string, snapshot: StoreSnapshot): string[] {
  return [...snapshot].flatMap(([store, values]) =>
    [...values].map(([key, value]) => {
      const place = `${store}/${readableKey(key)}`;
      const becomes = value === null ? 'absent' : shortBytes(value);
      return `  ${label}: ${shortText(place, 160)} = ${becomes}`;
    }),
  );
}

// The shipped components encode what they put into keys; other apps' keys are shown as they are.
function readableKey(key: string): string {
  return /^(?:vfs|mock)\//.test(key) ? key.split('/').map(decodeKeySegment).join('/') : key;
}
