import { HarnessError } from '../../errors.ts';
import { suggestion } from '../../suggestion.ts';
import { type FilePlace, type Places, pointer } from '../../world/places.ts';
import type { StartingMock } from '../../world/starting-world.ts';

/** The mocks of a world, and their places in files. */
export interface WrittenMock {
  readonly mock: StartingMock;
  readonly file: string;
  readonly places?: Places | undefined;
}

/** The place of the part of the mocks that a message of the mock component names, if any. */
export function mockPlace({ mock, places }: WrittenMock, reason: string): FilePlace | undefined {
  return places?.get(`/mock${namedPart(mock, reason) ?? ''}`) ?? places?.get('/mock');
}

/**
 * Refuses responses and fixtures of a tool that is not in the list of tools. Without such a list,
 * responses and fixtures define tools without a schema.
 *
 * @throws HarnessError `cassette-invalid`.
 */
export function requireTools({ mock, file, places }: WrittenMock): void {
  const names = toolNames(mock);
  if (names.length === 0) return;
  const parts = [
    ...[...mock.responses.keys()].map((tool) => ['responses', tool] as const),
    ...[...mock.fixtures.keys()].map((tool) => ['fixtures', tool] as const),
  ];
  for (const [part, tool] of parts) {
    if (names.includes(tool)) continue;
    const near = suggestion(tool, names);
    const reason = `${part} has ${JSON.stringify(tool)}, which is not among the tools`;
    throw new HarnessError({
      code: 'cassette-invalid',
      problem: `Failed to load the mocks of the world: ${reason}`,
      next: near === undefined ? 'Add it to world.mock.tools.' : `Did you mean ${near}?`,
      file,
      line: places?.get(pointer('mock', part, tool))?.line,
    });
  }
}

function namedPart(mock: StartingMock, reason: string): string | undefined {
  const [, position] = /\btool (\d+)\b/.exec(reason) ?? [];
  if (position !== undefined) return pointer('tools', Number(position) - 1);
  const [, item, owner] = /\bfixture (\d+) of ([^:\s]+)/.exec(reason) ?? [];
  if (item !== undefined) return pointer('fixtures', owner ?? '', Number(item) - 1);
  const [, tool] = /\b(?:inputSchema|description) of ([^:\s]+)/.exec(reason) ?? [];
  return tool === undefined ? undefined : pointer('tools', toolNames(mock).indexOf(tool));
}

/** The names of the tools, in order; empty for a tool without a name. */
export function toolNames({ tools }: StartingMock): string[] {
  return tools.map((text) => {
    const tool: unknown = JSON.parse(text);
    const hasName = typeof tool === 'object' && tool !== null && 'name' in tool;
    return hasName && typeof tool.name === 'string' ? tool.name : '';
  });
}
