import type { KeyValue } from '../../world/key-value/key-value.ts';
import type { LinkReply, StoreRequest } from './messages.ts';

/** The answer of the key-value stores to a component. */
export function storeReply(
  request: StoreRequest,
  stores: KeyValue,
): Exclude<LinkReply, { type: 'answer' }> {
  try {
    switch (request.type) {
      case 'get':
        return { type: 'value', value: stores.get(request.store, request.key) };
      case 'set':
        stores.set(request.store, request.key, request.value);
        return { type: 'done' };
      case 'delete':
        stores.delete(request.store, request.key);
        return { type: 'done' };
      case 'exists':
        return { type: 'flag', flag: stores.exists(request.store, request.key) };
      case 'keys':
        return { type: 'keys', keys: stores.keys(request.store) };
    }
  } catch (error) {
    return { type: 'store-error', message: error instanceof Error ? error.message : String(error) };
  }
}
