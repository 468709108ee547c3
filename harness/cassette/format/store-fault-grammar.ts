import { STORE_OPERATIONS, type StoreFault } from '../../world/key-value/store-fault.ts';
import { fault } from '../yaml/yaml-fault.ts';
import type { YamlNode } from '../yaml/yaml-node.ts';
import { fieldsOf, type Printable } from '../yaml/yaml-printer.ts';
import { readFields, readInteger, readList, readString, required } from './node-readers.ts';

/** Reads the store faults that a scenario injects. */
export function readStoreFaults(node: YamlNode): StoreFault[] {
  return readList(node, 'store-faults').map(readStoreFault);
}

/** The reverse of {@link readStoreFaults}; default values are left out. */
export function printStoreFaults(faults: readonly StoreFault[]): Printable {
  return faults.map(({ operation, store, prefix, nth, message }) =>
    fieldsOf({
      operation,
      store: store === USUAL.store ? undefined : store,
      prefix: prefix === USUAL.prefix ? undefined : prefix,
      nth,
      message: message === USUAL.message ? undefined : message,
    }),
  );
}

const USUAL = { store: 'default', prefix: '', message: 'the store failed' };

function readStoreFault(node: YamlNode): StoreFault {
  const keys = ['operation', 'store', 'prefix', 'nth', 'message'] as const;
  const { operation, store, prefix, nth, message } = readFields(node, 'a store fault', keys);
  const limits = { least: 1, most: Number.MAX_SAFE_INTEGER };
  return {
    operation: readOperation(required(operation, 'operation', node)),
    store: store === undefined ? USUAL.store : readString(store, 'store'),
    prefix: prefix === undefined ? USUAL.prefix : readString(prefix, 'prefix'),
    ...(nth === undefined ? {} : { nth: readInteger(nth, 'nth', limits) }),
    message: message === undefined ? USUAL.message : readString(message, 'message'),
  };
}

function readOperation(node: YamlNode): StoreFault['operation'] {
  const text = readString(node, 'operation');
  const operation = STORE_OPERATIONS.find((name) => name === text);
  if (operation !== undefined) return operation;
  const reason = `a store has no operation ${JSON.stringify(text.slice(0, 40))}`;
  throw fault(node, reason, `Use one of ${STORE_OPERATIONS.join(', ')}.`);
}
