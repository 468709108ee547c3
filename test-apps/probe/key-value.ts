import { Kv } from '@fermyon/spin-sdk';
import { type ProbeHandler, textOf } from './probe-call.ts';
import { attempt, json } from './report.ts';

const decoder = new TextDecoder();

/** Each takes `store` (a label) and `key`; `set` stores the body, or `size` bytes. */
export const keyValueHandlers: Record<string, ProbeHandler> = {
  '/kv/get': async (call) =>
    json(
      await attempt(() => {
        const value = Kv.open(textOf(call, 'store')).get(textOf(call, 'key'));
        return value === null || value === undefined ? null : decoder.decode(value);
      }),
    ),
  '/kv/set': async (call) => {
    const body = await call.request.text();
    return json(
      await attempt(() => {
        Kv.open(textOf(call, 'store')).set(textOf(call, 'key'), body);
        return null;
      }),
    );
  },
  /** Reads a key, waits for the answer of `url`, and reads it again. */
  '/kv/twice': async (call) => {
    const read = (): string | null => {
      const value = Kv.open(textOf(call, 'store')).get(textOf(call, 'key'));
      return value === null || value === undefined ? null : decoder.decode(value);
    };
    const first = read();
    await fetch(textOf(call, 'url'));
    return json({ first, second: read() });
  },
  '/kv/delete': async (call) =>
    json(
      await attempt(() => {
        Kv.open(textOf(call, 'store')).delete(textOf(call, 'key'));
        return null;
      }),
    ),
  '/kv/exists': async (call) =>
    json(await attempt(() => Kv.open(textOf(call, 'store')).exists(textOf(call, 'key')))),
  '/kv/keys': async (call) => json(await attempt(() => Kv.open(textOf(call, 'store')).getKeys())),
};
