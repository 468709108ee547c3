import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readToolCall } from './tool-call.ts';

function read(body: string | Uint8Array) {
  return readToolCall(typeof body === 'string' ? new TextEncoder().encode(body) : body);
}

describe('readToolCall', () => {
  it('reads session, tool and arguments, and ignores other keys', () => {
    expect(read('{"session_id":"s","tool":"t","args":{"a":[1]},"extra":{"tool":"u"}}')).toEqual({
      ok: true,
      call: { session: 's', tool: 't', args: { a: [1] } },
    });
  });

  it.each(['{"tool":"t","args":null}', '{"session_id":null,"tool":"t","args":null}'])(
    'reads no session from %s',
    (body) => {
      expect(read(body)).toEqual({
        ok: true,
        call: { session: undefined, tool: 't', args: null },
      });
    },
  );

  it.each([
    ['', 'the body is empty'],
    [' \n', 'the body is empty'],
    ['{', 'the body is not valid JSON'],
    ['{"tool":"t",}', 'the body is not valid JSON'],
    ['["s","list_files",{}]', 'expected an object, got an array'],
    ['null', 'expected an object, got null'],
    ['1', 'expected an object, got a number'],
    ['{}', 'missing field `tool`'],
    ['{"tool":1,"args":{}}', '`tool` must be a string, not a number'],
    ['{"tool":"t"}', 'missing field `args`'],
    ['{"session_id":[],"tool":"t","args":{}}', '`session_id` must be a string, not an array'],
    ['{"tool":"t","args":{},"tool":"u"}', 'duplicate field `tool`'],
    ['{"args":{},"tool":"t","args":{}}', 'duplicate field `args`'],
    [
      '{"session_id":"a","session_\\u0069d":"b","tool":"t","args":{}}',
      'duplicate field `session_id`',
    ],
  ])('refuses %j: %s', (body, reason) => {
    expect(read(body)).toEqual({ ok: false, reason });
  });

  it('refuses malformed UTF-8 instead of replacing it', () => {
    const body = Uint8Array.from([...new TextEncoder().encode('{"tool":"'), 0xff, 0x22, 0x7d]);
    expect(read(body)).toEqual({ ok: false, reason: 'the body is not valid UTF-8' });
  });

  it('takes keys for repeated only where they are keys of the call itself', () => {
    const args = { tool: ['tool', { tool: '{"tool":1}', args: '\\' }], '\\"': '"args":' };
    const body = { args, tool: 'args', session_id: 'tool', other: '\\u0061' };
    expect(read(JSON.stringify(body))).toEqual({
      ok: true,
      call: { session: 'tool', tool: 'args', args },
    });
  });

  it('reads every call that JSON can carry', () => {
    const call = fc.record({ session_id: fc.string(), tool: fc.string(), args: fc.jsonValue() });
    fc.assert(
      fc.property(call, ({ session_id, tool, args }) => {
        const body = JSON.stringify({ session_id, tool, args });
        expect(read(body)).toEqual({
          ok: true,
          call: { session: session_id, tool, args: JSON.parse(JSON.stringify(args)) },
        });
      }),
    );
  });
});
