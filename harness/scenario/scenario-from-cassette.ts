import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { callTime } from './call-time.ts';

/** What a scenario takes over from a cassette besides its calls and their starting world. */
export interface TakenOver {
  /** The name of the scenario, for its header. */
  readonly name: string;
  /** Whether each call is expected to answer and to change what the cassette says. */
  readonly expect: boolean;
  /** Whether the recorded answers of upstreams are written into the scenario. */
  readonly exchanges: boolean;
}

/** A scenario, and what of the cassette it does not have; calls are counted from 1. */
export interface ScenarioFromCassette {
  readonly scenario: CassetteFile;
  /** The calls whose recorded answers of upstreams were left out. */
  readonly withoutExchanges: readonly number[];
  /** The calls that did not reproduce when they were recorded, so nothing is expected of them. */
  readonly notExpected: readonly number[];
}

/**
 * The scenario that records a cassette again: its calls at the same times, in the same starting
 * world, with the values that they found in stores.
 */
export function scenarioFromCassette(
  { header, entries }: CassetteFile,
  { name, expect, exchanges: keepsExchanges }: TakenOver,
): ScenarioFromCassette {
  const { app: _, compares: _compares, origin, ...rest } = header;
  // A session that was served has no clock; a call that somebody adds shall not begin today.
  const world = { ...header.world, clock: header.world.clock ?? entries[0]?.at };
  const withoutExchanges: number[] = [];
  const notExpected: number[] = [];
  const calls = entries.map((entry, index): CassetteEntry => {
    const { line, at, request, given, exchanges } = entry;
    if (!keepsExchanges && exchanges.length > 0) withoutExchanges.push(index + 1);
    if (expect && entry.unreproducible !== undefined) notExpected.push(index + 1);
    const isUsualTime = at === undefined || at === callTime(world, {}, index);
    return {
      line,
      ...(isUsualTime ? {} : { at }),
      request,
      ...(expect ? expectationOf(entry) : {}),
      exchanges: keepsExchanges ? exchanges : [],
      given,
      state: new Map(),
    };
  });
  // The origin is that of the exchanges.
  const said = keepsExchanges && origin !== undefined ? { origin } : {};
  const scenario = { header: { ...rest, ...said, name, world }, entries: calls };
  return { scenario, withoutExchanges, notExpected };
}

function expectationOf({ line, response, state, unreproducible }: CassetteEntry) {
  if (response === undefined || unreproducible !== undefined) return {};
  return { expect: { line, response, state } };
}
