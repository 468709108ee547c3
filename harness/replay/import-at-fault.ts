import type { DependsOnPlaceholder, RecordedCall } from '../compare/call-check.ts';
import type { CallRerun } from '../engine/rerun-call.ts';
import type { AppWorld } from '../host/app-world.ts';
import { placeText } from '../tool-call/difference-place.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Unreproducible } from '../tool-call/interaction.ts';
import type { Difference } from '../tool-call/verdict.ts';
import type { CallStart } from '../world/call-sequence.ts';
import { firstOtherRead } from '../world/key-value/traced-key-value.ts';

/** The replay of a call that has just been recorded, and its first difference. */
export interface HotReplayed {
  readonly run: CallRerun;
  readonly start: CallStart;
  /** The world of the replay. */
  readonly appWorld: AppWorld;
  /** The world of the recording. */
  readonly live: AppWorld;
  readonly first: Difference;
}

/**
 * Why a call did not replay: the first import that gave the component something else. The order of
 * the checks matters, because one cause has effects on others. The text names places but no values,
 * which may be secret.
 */
export function importAtFault(
  call: RecordedCall,
  replayed: HotReplayed,
): Unreproducible | DependsOnPlaceholder {
  return (
    otherStart(call, replayed) ??
    otherVariable(replayed) ??
    otherStore(call, replayed) ??
    endedBadly(replayed) ??
    otherTime(call, replayed) ??
    otherPlaceholder(call, replayed) ??
    otherRequests(replayed) ?? {
      import: 'instance',
      detail:
        `${placeText(replayed.first.where)} differs though every import gave the same: ` +
        'the component keeps something from call to call; record with --instances fresh',
    }
  );
}

function otherStart({ start }: RecordedCall, replayed: HotReplayed): Unreproducible | undefined {
  if (Buffer.compare(start.seed, replayed.start.seed) !== 0) {
    return { import: 'random', detail: 'the call started from another seed than a replay does' };
  }
  if (start.at === replayed.start.at) return undefined;
  return { import: 'clock', detail: 'the call began at another time than the file says' };
}

function otherVariable({ appWorld, live }: HotReplayed): Unreproducible | undefined {
  const [name] = [...live.variables.app].find(
    ([variable, value]) => appWorld.variables.app.get(variable) !== value,
  ) ?? [undefined];
  if (name === undefined) return undefined;
  return {
    import: 'variables',
    detail: `${name} has another value than the file's world gives it`,
  };
}

function otherStore({ reads }: RecordedCall, replayed: HotReplayed): Unreproducible | undefined {
  const read = firstOtherRead(reads, replayed.run.reads);
  if (read === undefined) return undefined;
  if (read.operation === 'keys') {
    const detail =
      `the keys of store ${read.store} were listed, and others among them belong to no call of ` +
      'the file';
    return { import: 'key-value', detail };
  }
  const where = `${read.store}/${read.key}`;
  const detail = `${where} was changed from outside while the call ran`;
  return { import: 'key-value', detail };
}

function endedBadly({ run: { outcome } }: HotReplayed): Unreproducible | undefined {
  if (outcome.kind === 'answered') return undefined;
  const message = outcome.kind === 'failed' ? outcome.message : 'no route takes the path';
  return { import: 'limits', detail: `the replay had no result: ${message}` };
}

function otherTime(
  { interaction, elapsedMs }: RecordedCall,
  { run: { outcome } }: HotReplayed,
): Unreproducible | undefined {
  if (outcome.kind !== 'answered') return undefined;
  const moved = interaction.exchanges.findIndex((exchange, index) => {
    const wait = outcome.waits[index];
    return wait !== undefined && wait.afterMs !== waitOf(exchange);
  });
  if (moved >= 0) {
    const detail = `the answer of exchange ${moved + 1} came at another time than a timer`;
    return { import: 'clock', detail };
  }
  if (outcome.elapsedMs === elapsedMs) return undefined;
  const detail = `the call took ${elapsedMs} ms, and its replay ${outcome.elapsedMs} ms`;
  return { import: 'clock', detail };
}

function waitOf({ outcome }: Exchange): number {
  return outcome.afterMs ?? 0;
}

// All other imports gave the same, so the cause is the text in place of a secret.
function otherPlaceholder(
  { secrets }: RecordedCall,
  { first }: HotReplayed,
): DependsOnPlaceholder | undefined {
  return secrets.length === 0 ? undefined : { dependsOn: secrets, where: first.where };
}

function otherRequests({ first }: HotReplayed): Unreproducible | undefined {
  if (first.where.in !== 'request') return undefined;
  const what = first.recorded === undefined ? 'was not sent before' : 'was not sent again';
  return { import: 'outbound-http', detail: `${placeText(first.where)} ${what}` };
}
