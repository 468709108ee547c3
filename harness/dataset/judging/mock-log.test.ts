import { describe, expect, it } from 'vitest';
import { readMockLog } from './mock-log.ts';

const entry = (t: string, more: object = {}) =>
  JSON.stringify({ m: 'POST', t, req: '{"name":"f"}', res: '{}', st: 200, ...more });

describe('a log of mock calls', () => {
  it('gives the requests that defined something, and the style of the calls', () => {
    const text = [
      entry('/mock/load-schema', { req: '[{"name":"é"}]' }),
      entry('/mock/add-fixture', { st: 404 }),
      '',
      entry('/mock/list-tools', { m: 'GET' }),
      entry('/mock/execute'),
      entry('/vfs/execute'),
    ].join('\n');
    expect(readMockLog(text, 'calls.jsonl')).toEqual({
      definitions: [
        {
          method: 'POST',
          path: '/mock/load-schema',
          headers: [['content-type', 'application/json']],
          body: new TextEncoder().encode('[{"name":"é"}]'),
        },
      ],
      isMcpStyle: true,
    });
  });

  it.each([
    ['{"m"', 'the line is not valid JSON'],
    ['[]', 'the line holds no JSON object'],
    ['{"m": "POST"}', 'm or t is missing'],
  ])('refuses %s', (line, reason) => {
    expect(() => readMockLog(`${entry('/mock/execute')}\n${line}`, 'calls.jsonl')).toThrow(
      `calls.jsonl:2: Failed to read the log of mock calls: ${reason}. Give one object a line: {"m": method, "t": path, "req": body, "st": status}.`,
    );
  });
});
