import { describe, expect, it } from 'vitest';
import { allOf, type HostileRows, type Row, rowReasons } from './hostile-row.fixture.ts';

const READ = { function_name: 'read_file', arguments: '{"file_path":"a"}', result: 'A' };
const FLAT = { tool_used: 'read_file', tool_input: '{"file_path":"a"}', tool_output: 'A' };
const CALLED = { function: {} };

const flat = (...executions: readonly object[]) => ({ ...FLAT, tool_context: { executions } });
const first =
  (members: object) =>
  ({ first }: Row): unknown =>
    Object.assign(first, members);

describe('a row that denies what it shows does not pass', () => {
  it('by flags of its calls and answers', async () => {
    const failures: readonly object[] = [
      ...[{ is_error: true }, { isError: true }, { success: false }, { ok: false }],
      ...[{ status: 'error' }, { status: 'Failed' }, { status: 500 }, { exit_code: 1 }],
      ...[{ failed: true }, { http_status: 502 }, { type: 'error' }, { refused: true }],
      ...[{ timed_out: true }, { metadata: { success: false } }],
    ];
    const refusals: readonly object[] = [
      ...[{ executed: false }, { skipped: true }, { status: 'not_executed' }, { called: false }],
      ...[{ cancelled: true }, { status: 'skipped' }],
    ];
    const denials = [...failures, ...refusals];
    const named = (where: string, edit: (members: object) => HostileRows[string]): HostileRows =>
      Object.fromEntries(denials.map((one) => [`${where}: ${JSON.stringify(one)}`, edit(one)]));
    const calls = ({ messages }: Row) => messages[0]?.['tool_calls'] as Array<object>;
    const rows: HostileRows = {
      ...named(
        'an answer',
        (one) =>
          ({ messages }) =>
            Object.assign(messages[1] ?? {}, one),
      ),
      ...named('an execution', first),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'differs contradicts-itself'));
    const [failure = {}] = failures;
    const [refusal = {}] = refusals;
    const others: HostileRows = {
      'a call': (row: Row) => Object.assign(calls(row)[0] ?? {}, refusal),
      'a function': (row: Row) => Object.assign((calls(row)[0] as typeof CALLED).function, failure),
      'the message with the call': ({ messages }: Row) => Object.assign(messages[0] ?? {}, refusal),
      'a flat row': flat({ ...READ, ...failure }),
      'executions alone': { messages: [], tool_context: { executions: [{ ...READ, ...refusal }] } },
      'the older form': {
        messages: [
          {
            ...{ role: 'assistant', content: null },
            function_call: { name: 'read_file', arguments: '{"file_path":"a"}', ...refusal },
          },
          { role: 'function', name: 'read_file', content: 'A' },
        ],
      },
    };
    expect(await rowReasons(others)).toEqual(allOf(others, 'differs contradicts-itself'));
  });

  it('by what nobody knows', async () => {
    const unknown: readonly object[] = [
      ...[{ returned: 42 }, { found: false }, { result: false }, { tampered: true }],
      ...[{ status: 'odd' }, { status: 7 }, { type: 'never' }, { truncated: true }],
    ];
    const rows: HostileRows = Object.fromEntries(
      unknown.flatMap((one) => [
        [`an execution: ${JSON.stringify(one)}`, first(one)],
        [
          `an answer: ${JSON.stringify(one)}`,
          ({ messages }: Row) => Object.assign(messages[1] ?? {}, one),
        ],
      ]),
    );
    const context = ({ tool_context }: Row) => Object.assign(tool_context, { success: false });
    const all = { ...rows, 'tool_context that failed': context };
    expect(await rowReasons(all)).toEqual(allOf(all, 'unverifiable missing-calls'));
  });

  it('and no honest row is accused of it', async () => {
    const rows: HostileRows = {
      'a failure that is one': {
        messages: [
          {
            ...{ role: 'assistant', content: null },
            tool_calls: [
              { id: 'c', function: { name: 'read_file', arguments: '{"file_path":"z"}' } },
            ],
          },
          {
            ...{ role: 'tool', tool_call_id: 'c', is_error: true, status: 'error', exit_code: 1 },
            content: 'Error (FileNotFound): File not found: z',
          },
        ],
      },
      'flags of an execution that agree': first({
        ...{ success: true, is_error: false, status: 'completed', exit_code: 0, cached: true },
        ...{ http_status: 200, duration_ms: 12, type: 'tool_result', skipped: false },
      }),
      'flags of an answer that agree': ({ messages }: Row) =>
        Object.assign(messages[1] ?? {}, {
          ...{
            success: true,
            isError: false,
            status: 'success',
            error: false,
            tokens: 7,
            index: 1,
          },
          ...{ metadata: { success: true, status: 'ok' } },
        }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'same'));
  });
});
