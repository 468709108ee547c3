import type { Fixture } from '../definition/definition.ts';
import type { Json } from '../json/json.ts';
import { printJson } from '../json/print.ts';
import { serdeValue } from './serde-value.ts';

/**
 * The key of a fixture in DeepFabric 4: `name=text` of each matched argument, sorted by name and
 * joined by commas. Two matches may share it, and then the later replaces the earlier.
 */
export function legacyFixtureKey(match: Json): string {
  const sorted = serdeValue(match);
  if (!(sorted instanceof Map)) return '';
  return [...sorted].map(([name, value]) => `${name}=${legacyText(value)}`).join(',');
}

/**
 * The fixture that DeepFabric 4 would have answered by: it took the key apart again at commas and
 * equals signs and compared texts. Where it chose between equals by chance, the smallest key wins.
 */
export function findLegacyFixture(fixtures: readonly Fixture[], args: Json): Fixture | null {
  const sorted = serdeValue(args);
  if (!(sorted instanceof Map)) return null;
  const candidates = fixtures.flatMap((fixture) => {
    const key = legacyFixtureKey(fixture.match);
    const criteria = criteriaOf(key);
    const fits = criteria.every(({ name, text }) => {
      const value = sorted.get(name);
      return value !== undefined && legacyText(value) === text;
    });
    return fits ? [{ fixture, key, size: criteria.length }] : [];
  });
  candidates.sort((left, right) => right.size - left.size || (left.key < right.key ? -1 : 1));
  return candidates[0]?.fixture ?? null;
}

/** DeepFabric 4's interpolation: one argument after another, inserted text included. */
export function fillLegacyTemplate(template: Json, args: Json): Json {
  const sorted = serdeValue(args);
  if (!(sorted instanceof Map)) return template;
  const texts = [...sorted].map(([name, value]) => [`{{${name}}}`, legacyText(value)] as const);
  const fill = (part: Json): Json => {
    if (typeof part === 'string') {
      return texts.reduce(
        (text, [placeholder, value]) => text.split(placeholder).join(value),
        part,
      );
    }
    if (Array.isArray(part)) return part.map(fill);
    if (!(part instanceof Map)) return part;
    return new Map([...part].map(([name, value]) => [name, fill(value)]));
  };
  return fill(template);
}

function criteriaOf(key: string): readonly { readonly name: string; readonly text: string }[] {
  return key.split(',').flatMap((part) => {
    const equals = part.indexOf('=');
    if (equals === -1) return [];
    return [{ name: part.slice(0, equals), text: part.slice(equals + 1) }];
  });
}

function legacyText(value: Json): string {
  return typeof value === 'string' ? value : printJson(value);
}
