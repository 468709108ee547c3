import * as real from '../../../../spin-app/mock/answer/mock-rules.ts';
import {
  findLegacyFixture,
  legacyFixtureKey,
} from '../../../../spin-app/mock/deepfabric/legacy-answer.ts';
import type { Fixture } from '../../../../spin-app/mock/definition/definition.ts';
import { isEqualJson } from '../../../../spin-app/mock/json/equal.ts';
import { type Json, JsonNumber, jsonNumber } from '../../../../spin-app/mock/json/json.ts';
import { printJson } from '../../../../spin-app/mock/json/print.ts';
import type { Contract } from '../../../../spin-app/protocol/contract.ts';
import { isActive } from '../../active-mutant.ts';

export * from '../../../../spin-app/mock/answer/mock-rules.ts';

export function mockRules(contract: Contract): real.MockRules {
  const rules = real.mockRules(contract);
  if (isActive('comma-keys')) {
    return { ...rules, fixtureKey: legacyFixtureKey, findFixture: findLegacyFixture };
  }
  if (isActive('numbers-as-doubles')) return { ...rules, present: withDoubles };
  if (isActive('first-fixture-wins')) {
    return { ...rules, findFixture: (fixtures, args) => fitting(fixtures, args, fits)[0] ?? null };
  }
  const matches = spoiltFit();
  return matches === null ? rules : { ...rules, findFixture: findBy(matches) };
}

type Fit = (expected: Json, given: Json | undefined) => boolean;

const fits: Fit = (expected, given) => isEqualJson(expected, given);

function spoiltFit(): Fit | null {
  if (isActive('hash-order-ties')) return fits;
  if (isActive('types-conflated')) return (expected, given) => textOf(expected) === textOf(given);
  if (isActive('absent-arguments-match')) {
    return (expected, given) => given === undefined || fits(expected, given);
  }
  if (!isActive('numbers-by-spelling')) return null;
  return (expected, given) => given !== undefined && printJson(expected) === printJson(given);
}

/** The most specific fixture; between equals chance decides where the mutant says so. */
function findBy(matches: Fit): real.MockRules['findFixture'] {
  return (fixtures, args) => {
    const found = fitting(fixtures, args, matches);
    const most = Math.max(...found.map(({ match }) => match.size));
    const best = found.filter(({ match }) => match.size === most);
    const index = isActive('hash-order-ties') ? Math.floor(Math.random() * best.length) : 0;
    return best[index] ?? null;
  };
}

function fitting(fixtures: readonly Fixture[], args: Json, matches: Fit): readonly Fixture[] {
  const given = args instanceof Map ? args : new Map<string, Json>();
  return fixtures.filter(({ match }) =>
    [...match].every(([name, value]) => matches(value, given.get(name))),
  );
}

function textOf(value: Json | undefined): string | undefined {
  return value === undefined || typeof value === 'string' ? value : printJson(value);
}

function withDoubles(value: Json): Json {
  if (value instanceof JsonNumber) return jsonNumber(Number(value.text));
  if (Array.isArray(value)) return value.map(withDoubles);
  if (!(value instanceof Map)) return value;
  return new Map([...value].map(([name, member]) => [name, withDoubles(member)]));
}
