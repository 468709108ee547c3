import { HarnessError } from '../../errors.ts';
import { isJsonObject, type JsonValue, parseJson } from '../../json/json-text.ts';
import { suggestion } from '../../suggestion.ts';
import { type Places, pointer } from '../../world/places.ts';
import type { StartingMock } from '../../world/starting-world.ts';
import { toolNames, type WrittenMock } from './mock-place.ts';

/**
 * Refuses mocks that do not say what was meant: a misspelt member of a tool, a tool that is defined
 * twice, two fixtures for the same arguments. The component would accept them, and the mock would
 * be weaker than it looks.
 *
 * @param contract the app variable `contract`, which says when arguments are the same
 * @throws HarnessError `cassette-invalid`.
 */
export function refuseMockMistakes(written: WrittenMock, contract: string | undefined): void {
  const { mock, file, places } = written;
  const mistake =
    misspeltMember(mock) ??
    toolMistake(written) ??
    (contract === LEGACY ? null : matchMistake(written));
  if (mistake === null) return;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to load the mocks of the world: ${mistake.reason}`,
    next: mistake.next,
    file,
    line: places?.get(`/mock${mistake.part}`)?.line,
  });
}

/** The contract that compares the spelling of arguments. */
const LEGACY = 'deepfabric-4';

interface Mistake {
  readonly reason: string;
  readonly next: string;
  /** Its JSON Pointer below `mock`. */
  readonly part: string;
}

/** The members of a tool in MCP (2025-11-25, `Tool`), and those that the mock adds. */
const MEMBERS = [
  ...['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'],
  ...['mockResponse', 'mockFixtures'],
];

/** Members of MCP with short names, which an extension may resemble by chance. */
const OTHER_MEMBERS = ['icons', 'execution', '_meta'];

// MCP allows other members in a tool, so only a name that is nearly one of these is a mistake.
function misspeltMember({ tools }: StartingMock): Mistake | null {
  for (const [index, text] of tools.entries()) {
    const tool = parseJson(text);
    if (!isJsonObject(tool)) continue;
    for (const member of Object.keys(tool)) {
      if (MEMBERS.includes(member) || OTHER_MEMBERS.includes(member)) continue;
      const near = suggestion(member, MEMBERS);
      if (near === undefined || Object.hasOwn(tool, near)) continue;
      const reason = `tool ${index + 1} has ${JSON.stringify(member)}, which MCP does not have`;
      return { reason, next: `Did you mean ${near}?`, part: pointer('tools', index, member) };
    }
  }
  return null;
}

function toolMistake({ mock, places }: WrittenMock): Mistake | null {
  const names = toolNames(mock);
  const again = names.findIndex((name, index) => name !== '' && names.indexOf(name) < index);
  if (again < 0) return null;
  const name = JSON.stringify(names[again]);
  const place = placeText(places, pointer('tools', names.indexOf(names[again] ?? '')));
  const reason = `the tool ${name} is there already${place}`;
  return { reason, next: 'Remove one of the two.', part: pointer('tools', again) };
}

function matchMistake({ mock, places }: WrittenMock): Mistake | null {
  for (const [tool, fixtures] of mock.fixtures) {
    const matches = fixtures.map(({ match }) => canonical(parseJson(match)));
    const again = matches.findIndex((match, index) => matches.indexOf(match) < index);
    if (again < 0) continue;
    const first = matches.indexOf(matches[again] ?? '');
    const place = placeText(places, pointer('fixtures', tool, first));
    const reason = `fixture ${again + 1} of ${tool} is for the same arguments as another${place}`;
    return { reason, next: 'Remove one of the two.', part: pointer('fixtures', tool, again) };
  }
  return null;
}

function placeText(places: Places | undefined, part: string): string {
  const place = places?.get(`/mock${part}`);
  return place === undefined ? '' : `, in ${place.file}:${place.line}`;
}

/** The same text for values that are equal for certain. */
function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`,
    );
    return `{${members.sort().join(',')}}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  const text = String(value);
  // Two different decimals that are so short are never the same double.
  return /^-?[\d.]{1,14}$/.test(text) ? String(Number(text)) : text;
}
