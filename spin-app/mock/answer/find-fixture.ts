import type { Fixture } from '../definition/definition.ts';
import { canonicalJson } from '../json/canonical.ts';
import { isEqualJson } from '../json/equal.ts';
import type { Json } from '../json/json.ts';

/**
 * The fixture to answer by: of those whose every matched argument is equal (types count, numbers
 * compare by value), the one that matches most arguments, and between equals the one whose match
 * has the smallest canonical text. The order of fixtures and of arguments has no part in it.
 */
export function findFixture(fixtures: readonly Fixture[], args: Json): Fixture | null {
  if (!(args instanceof Map)) return null;
  let best: Fixture | null = null;
  for (const fixture of fixtures) {
    const fits = [...fixture.match].every(
      ([name, value]) => args.has(name) && isEqualJson(value, args.get(name)),
    );
    if (fits && (best === null || takesPrecedence(fixture, best))) best = fixture;
  }
  return best;
}

/** The fixtures that some arguments fit as well as `fixture`, with as many arguments matched. */
export function findTies(fixture: Fixture, fixtures: readonly Fixture[]): readonly Fixture[] {
  const { match } = fixture;
  return fixtures
    .filter((other) => {
      if (other.match.size !== match.size || isEqualJson(other.match, match)) return false;
      return [...other.match].every(
        ([name, value]) => !match.has(name) || isEqualJson(value, match.get(name)),
      );
    })
    .sort((left, right) => (takesPrecedence(left, right) ? -1 : 1));
}

function takesPrecedence({ match }: Fixture, { match: other }: Fixture): boolean {
  if (match.size !== other.size) return match.size > other.size;
  return canonicalJson(match) < canonicalJson(other);
}
