import { type Json, jsonTypeName } from '../json/json.ts';
import { type Fixture, InvalidDefinition } from './definition.ts';

/**
 * Reads `{match, response}`; other members are ignored.
 *
 * @param where names the fixture in messages
 * @throws {@link InvalidDefinition}
 */
export function readFixture(value: Json, where: string): Fixture {
  if (!(value instanceof Map)) {
    throw new InvalidDefinition(`${where} must be an object, not ${jsonTypeName(value)}`);
  }
  const match = value.get('match');
  if (match === undefined) throw new InvalidDefinition(`${where}: missing field \`match\``);
  if (!(match instanceof Map)) {
    throw new InvalidDefinition(
      `${where}: \`match\` must be an object, not ${jsonTypeName(match)}`,
    );
  }
  const response = value.get('response');
  if (response === undefined) throw new InvalidDefinition(`${where}: missing field \`response\``);
  return { match, response };
}
