import { parseMockKey } from '../../../spin-app/protocol/mock-key.ts';
import { runCall } from '../../engine/run-call.ts';
import type { AppWorld } from '../../host/app-world.ts';
import type { WorldHost } from '../../host/host.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import { CallSequence } from '../../world/call-sequence.ts';
import { MemoryKeyValue } from '../../world/key-value/key-value.ts';
import { REFUSING_OUTBOUND } from '../../world/outbound-http/refusing.ts';
import type { MockLog } from './mock-log.ts';

/** The store in which the shipped components keep their state. */
const STORE = 'default';

/** The key-value stores after the definitions of a log were executed. */
export async function mockedStore(
  { host, appWorld }: { readonly host: WorldHost; readonly appWorld: AppWorld },
  start: StoreSnapshot,
  log: MockLog | undefined,
): Promise<StoreSnapshot> {
  const keyValue = new MemoryKeyValue(start);
  const sequence = new CallSequence(0, () => 0);
  for (const request of log?.definitions ?? []) {
    await runCall(host, request, {
      ...sequence.next(undefined),
      grants: appWorld.grants,
      stores: keyValue,
      upstream: REFUSING_OUTBOUND,
      timers: 'virtual',
    });
  }
  const values = keyValue.keys(STORE).map((key) => [key, keyValue.get(STORE, key)] as const);
  return new Map([...start, [STORE, new Map(values)]]);
}

/** The names of the tools that a store has mocks for. */
export function mockedTools(store: StoreSnapshot): Set<string> {
  const names = [...(store.get(STORE)?.keys() ?? [])].flatMap((key) => {
    const read = parseMockKey(key);
    return read?.kind === 'tool' ? [read.tool] : [];
  });
  return new Set(names);
}
