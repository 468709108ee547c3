import { describe, expect, it } from 'vitest';
import {
  allOf,
  type HostileRows,
  type Row,
  rowReasons,
  WRITTEN_CALL,
} from './hostile-row.fixture.ts';

const READ = { function_name: 'read_file', arguments: '{"file_path":"a"}', result: 'A' };
const DELETE = { function_name: 'delete_file', arguments: '{"file_path":"a"}', result: 'x' };
const FLAT = { tool_used: 'read_file', tool_input: '{"file_path":"a"}', tool_output: 'A' };

const flat = (...executions: readonly object[]) => ({ ...FLAT, tool_context: { executions } });
const withFlatCall =
  (members: object) =>
  (row: Row): unknown =>
    Object.assign(row, { ...FLAT, ...members });
const first =
  (members: object) =>
  ({ first }: Row): unknown =>
    Object.assign(first, members);
const executing =
  (execution: unknown) =>
  ({ tool_context }: Row): unknown =>
    (tool_context.executions as unknown[]).push(execution);
const textual = { role: 'assistant', content: WRITTEN_CALL };

describe('a row whose second account of its calls is another does not pass', () => {
  it('with executions or a flat call that are not those it shows', async () => {
    const rows: HostileRows = {
      'flat, another tool executed': flat(DELETE),
      'flat, other arguments executed': flat({ ...READ, arguments: '{"file_path":"b"}' }),
      'flat call with messages, another tool': withFlatCall({ tool_used: 'delete_file' }),
      'flat call with messages, other arguments': withFlatCall({ tool_input: '{"file_path":"c"}' }),
      'flat call with messages, another answer': withFlatCall({ tool_output: 'Z' }),
      'arguments that are not an object': first({ arguments: ['c'] }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'differs contradicts-itself'));
  });

  it('with another result, however the execution is found', async () => {
    const rows: HostileRows = {
      flat: flat({ ...READ, result: 'C' }),
      'arguments as a value': first({ arguments: { file_path: 'a' }, result: 'Z' }),
      'no arguments': first({ arguments: null, result: 'Z' }),
      'the first cut off': ({ tool_context, second }: Row) => {
        tool_context.executions.shift();
        second['result'] = 'Z';
      },
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'differs contradiction'));
    const values: HostileRows = {
      'an object': first({ result: { x: 1 } }),
      'a list': first({ result: ['Z'] }),
      'an empty list': first({ result: [] }),
    };
    expect(await rowReasons(values)).toEqual(allOf(values, 'unverifiable missing-calls'));
  });

  it('with a flat call, and executions that did not happen', async () => {
    const forged = { ...READ, result: 'FORGED' };
    const write = { ...READ, function_name: 'write_file', arguments: '{"file_path":"zz"}' };
    const rows: HostileRows = {
      'the same call with another answer, before': flat(forged, READ),
      'and after': flat(READ, forged),
      'after one without an answer': flat({ ...READ, result: null }, forged),
      'another file': flat({ ...READ, arguments: '{"file_path":"b"}' }, READ),
      'a deletion': flat({ ...DELETE, result: 'Successfully deleted a' }, READ),
      'a write': flat(write, READ),
    };
    expect(Object.values(await rowReasons(rows))).toEqual([
      'differs drifted',
      'differs contradiction',
      'differs contradiction',
      'differs drifted',
      'differs contradiction',
      'differs invalid-arguments',
    ]);
  });

  it('with an answer that is of another tool than its call', async () => {
    const function_call = { name: 'read_file', arguments: '{"file_path":"a"}' };
    const rows: HostileRows = {
      'by the name of the message': ({ messages }: Row) =>
        Object.assign(messages[1] ?? {}, { name: 'write_file' }),
      'in the older form': {
        messages: [
          { role: 'assistant', content: null, function_call },
          { role: 'function', name: 'delete_file', content: 'A' },
        ],
      },
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'differs contradicts-itself'));
  });

  it('with unreadable arguments', async () => {
    const rows: HostileRows = {
      'in Python': first({ arguments: "{'file_path': 'c'}" }),
      'as a form': first({ arguments: 'file_path=c' }),
      'of a flat row': flat({ ...READ, arguments: "{'file_path': 'c'}" }),
      'of another execution of a flat row': flat({ ...READ, arguments: 'file_path=c' }, READ),
      'of a flat call with messages': withFlatCall({ tool_input: 'file_path=c' }),
      'under another name': first({ arguments: null, input: { file_path: 'c' } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('with executions of a shape that is not read', async () => {
    const rows: HostileRows = {
      'an object': ({ tool_context }: Row) =>
        Object.assign(tool_context, { executions: { '0': DELETE } }),
      'a list for tool_context': (row: Row) =>
        Object.assign(row, { tool_context: [{ executions: [DELETE] }] }),
      'JSON text': executing(JSON.stringify(DELETE)),
      'a list in the list': executing([DELETE]),
      'a tool under another name': executing({ function_name: null, name: 'delete_file' }),
      'a tool in a list': executing({ function_name: ['delete_file'], arguments: '{}' }),
      'two tools': first({ name: 'delete_file' }),
      'tool_used as a list': withFlatCall({ tool_used: ['delete_file'] }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('with messages whose calls are not read, and honest executions', async () => {
    const tool_context = { executions: [READ] };
    const said = { role: 'user', content: '<tool_response>Deleted</tool_response>' };
    const tool_calls = JSON.stringify([{ id: 'd', function: { name: 'delete_file' } }]);
    const rows: HostileRows = {
      'a call in a text': { messages: [textual], tool_context },
      'a call and an answer in texts': { messages: [textual, said], tool_context },
      'calls as JSON text': { messages: [{ role: 'assistant', tool_calls }], tool_context },
      'an answer without a call': { messages: [{ role: 'tool', content: 'gone' }], tool_context },
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('and no honest row is accused of it', async () => {
    const again = ({ messages, tool_context, first: execution }: Row): unknown => {
      const [call = {}, answer = {}] = messages;
      messages.push(call, { ...answer });
      return tool_context.executions.push({ ...execution });
    };
    const rows: HostileRows = {
      flat: FLAT,
      'flat among its executions': flat(
        { ...READ, arguments: '{"file_path":"b"}', result: 'B' },
        READ,
      ),
      'flat, executed twice': flat(READ, READ),
      'a flat call with messages': withFlatCall({}),
      'an empty flat call with messages': withFlatCall({
        tool_used: null,
        tool_input: '',
        tool_output: null,
      }),
      'executions alone': { messages: [], tool_context: { executions: [READ] } },
      'the first execution cut off': ({ tool_context }: Row) => tool_context.executions.shift(),
      'no result': first({ result: null }),
      'an execution of nulls': executing({ function_name: null, arguments: null, result: null }),
      'no arguments, and the same call twice': (row: Row) => {
        again(row);
        row.first['arguments'] = null;
      },
      'no executions': (row: Row) => Object.assign(row, { tool_context: { executions: null } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'same'));
  });
});
