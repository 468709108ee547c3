import { describe, expect, it } from 'vitest';
import { failed, noCall, succeeded } from './answers.ts';
import { type ContractCase, sendText, testCases } from './contract-case.ts';
import { testedApp } from './tested-app.ts';

const app = testedApp();

const EXECUTE = 'POST /vfs/execute';
const call = (tool: string, args: unknown) => ({ session_id: 's', tool, args });
const write = (file_path: string, content: string) =>
  [EXECUTE, call('write_file', { file_path, content })] as const;

const tools: readonly ContractCase[] = [
  {
    name: 'write_file counts the bytes of UTF-8',
    request: EXECUTE,
    body: call('write_file', { file_path: 'notes/ä.txt', content: 'a€𝄞' }),
    status: 200,
    answer: succeeded('Successfully wrote 8 bytes to notes/ä.txt'),
  },
  {
    name: 'read_file gives the content',
    given: [write('a.txt', 'line 1\nline 2\n')],
    request: EXECUTE,
    body: call('read_file', { file_path: 'a.txt' }),
    status: 200,
    answer: succeeded('line 1\nline 2\n'),
  },
  {
    name: 'read_file gives an empty text for an empty file',
    given: [write('a.txt', '')],
    request: EXECUTE,
    body: call('read_file', { file_path: 'a.txt' }),
    status: 200,
    answer: succeeded(''),
  },
  {
    name: 'read_file of a missing file is FileNotFound',
    request: EXECUTE,
    body: call('read_file', { file_path: 'a.txt' }),
    status: 200,
    answer: failed('FileNotFound', 'File not found: a.txt'),
  },
  {
    name: 'list_files gives compact JSON in the order of first writes',
    given: [write('b', '1'), write('a', '2'), write('b', '3')],
    request: EXECUTE,
    body: call('list_files', {}),
    status: 200,
    answer: succeeded('["b","a"]'),
  },
  {
    name: 'list_files of an empty session is an empty array',
    request: EXECUTE,
    body: call('list_files', {}),
    status: 200,
    answer: succeeded('[]'),
  },
  {
    name: 'delete_file names the deleted file',
    given: [write('a.txt', 'x')],
    request: EXECUTE,
    body: call('delete_file', { file_path: 'a.txt' }),
    status: 200,
    answer: succeeded('Successfully deleted a.txt'),
  },
  {
    name: 'delete_file of a missing file is FileNotFound',
    request: EXECUTE,
    body: call('delete_file', { file_path: 'a.txt' }),
    status: 200,
    answer: failed('FileNotFound', 'File not found: a.txt'),
  },
  {
    name: 'an argument that is missing is InvalidArguments',
    request: EXECUTE,
    body: call('write_file', { file_path: 'a.txt' }),
    status: 200,
    answer: failed('InvalidArguments', 'Missing required argument: content'),
  },
  {
    name: 'another tool is UnknownTool, with status 200',
    request: EXECUTE,
    body: call('append_file', {}),
    status: 200,
    answer: failed('UnknownTool', 'Unknown tool: append_file'),
  },
];

const requests: readonly ContractCase[] = [
  {
    name: 'unknown keys of a request are ignored',
    request: EXECUTE,
    body: { ...call('list_files', {}), trace: 1 },
    status: 200,
    answer: succeeded('[]'),
  },
  ...(['session_id', 'tool', 'args'] as const).map((key) => {
    const { [key]: _, ...body } = call('list_files', {});
    const answer = noCall(`missing field \`${key}\``);
    return { name: `${key} is required`, request: EXECUTE, body, status: 400, answer };
  }),
  {
    name: 'an ill-typed key is not a call',
    request: EXECUTE,
    body: { ...call('list_files', {}), session_id: 7 },
    status: 400,
    answer: noCall('`session_id` must be a string, not a number'),
  },
  {
    name: 'a repeated key is not a call',
    request: EXECUTE,
    body: '{"session_id":"s","tool":"list_files","tool":"read_file","args":{}}',
    status: 400,
    answer: noCall('duplicate field `tool`'),
  },
  {
    name: 'bad JSON is not a call',
    request: EXECUTE,
    body: '{"session_id":',
    status: 400,
    answer: noCall('the body is not valid JSON'),
  },
  {
    name: 'an empty body is not a call',
    request: EXECUTE,
    status: 400,
    answer: noCall('the body is empty'),
  },
  {
    name: 'DELETE /vfs/session/{id} counts the files that it deleted',
    given: [write('a', '1'), write('b', '2')],
    request: 'DELETE /vfs/session/s',
    status: 200,
    answer: { success: true, deleted: { vfs: 2 }, deleted_files: 2 },
  },
  {
    name: 'DELETE without an id says that it is missing',
    request: 'DELETE /vfs/session',
    status: 400,
    answer: { error: 'Missing session_id' },
  },
  {
    name: 'GET /vfs/health',
    request: 'GET /vfs/health',
    status: 200,
    answer: { status: 'healthy', components: ['vfs'] },
  },
  {
    name: 'GET /vfs/components names components',
    request: 'GET /vfs/components',
    status: 200,
    answer: { components: ['vfs'] },
  },
  ...['GET /vfs', 'GET /vfs/', 'GET /vfs/nothing', 'POST /vfs/execute/', 'GET /vfs/health/'].map(
    (request) => ({
      name: `${request} is not found`,
      request,
      status: 404,
      answer: { error: 'Not found' },
    }),
  ),
  ...[
    ['GET /vfs/execute', 'POST'],
    ['OPTIONS /vfs/execute', 'POST'],
    ['POST /vfs/health', 'GET'],
    ['GET /vfs/session/s', 'DELETE'],
  ].map(([request = '', method]) => ({
    name: `${request} is the wrong method`,
    request,
    status: 405,
    answer: { error: `Method not allowed: use ${method}` },
  })),
];

describe('the tools of the vfs component', () => testCases(() => app.url, tools));

describe('the requests to the vfs component', () => {
  testCases(() => app.url, requests);

  it('HEAD is the wrong method, and its answer has no body', async () => {
    expect(await sendText(app.url, 'HEAD /vfs/health')).toEqual({
      status: 405,
      type: 'application/json',
      allow: 'GET',
      text: '',
    });
  });

  it('a body that is not UTF-8 is not a call', async () => {
    const { status, text } = await sendText(app.url, EXECUTE, new Uint8Array([0xff, 0x7b]));
    expect([status, JSON.parse(text)]).toEqual([400, noCall('the body is not valid UTF-8')]);
  });

  it('GET /vfs/list-tools describes the four tools with their arguments', async () => {
    const { status, text } = await sendText(app.url, 'GET /vfs/list-tools');
    const { tools: listed } = JSON.parse(text) as {
      tools: { name: string; description: string; inputSchema: { required: string[] } }[];
    };
    expect([status, listed.map(({ name, inputSchema }) => [name, inputSchema.required])]).toEqual([
      200,
      [
        ['read_file', ['file_path']],
        ['write_file', ['file_path', 'content']],
        ['list_files', []],
        ['delete_file', ['file_path']],
      ],
    ]);
  });
});
