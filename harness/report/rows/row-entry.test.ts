import { expect, it } from 'vitest';
import { rowEntry } from './row-entry.ts';

it('says why a row without calls is not judged', () => {
  const nothing = { verdict: 'unverifiable', reason: 'missing-calls', isInferred: false } as const;
  const row = { line: 2, ...nothing, calls: [], under: new Map() };
  expect(rowEntry({ path: 'rows.jsonl', row })).toMatchObject({
    verdict: 'unverifiable (missing-calls)',
    problems: [
      {
        line: 2,
        full: 'rows.jsonl:2: the row has no call: none in tool_calls or function_call of a message, in tool_context or in tool_used',
      },
    ],
  });
});
