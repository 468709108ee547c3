import type { Pattern } from '../../harness/internal.ts';

/** A pattern as in a scenario, in the flow style of YAML. */
export function printedPattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'value':
      return pattern.json;
    case 'exactly':
      return `{$exactly: ${pattern.json}}`;
    case 'matches':
      return `{$matches: ${JSON.stringify(pattern.source)}}`;
    case 'type':
      return `{$type: ${pattern.type}}`;
    case 'absent':
      return '{$absent: true}';
    case 'contains':
      return `{$contains: ${printedPattern(pattern.pattern)}}`;
    case 'json':
      return `{$json: ${printedPattern(pattern.pattern)}}`;
    case 'array':
      return `[${pattern.items.map(printedPattern).join(', ')}]`;
    case 'object': {
      const members = [...pattern.members].map(
        ([name, member]) => `${JSON.stringify(name)}: ${printedPattern(member)}`,
      );
      return `{${members.join(', ')}}`;
    }
  }
}
