import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandCall, expandResult, recognizeCall, recognizeResult } from './dialect.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const json = [['content-type', 'application/json']] as const;

const readFile: HttpRequest = {
  method: 'POST',
  path: '/vfs/execute',
  headers: json,
  body: bytes('{"session_id":"s-1","tool":"read_file","args":{"file_path":"a.txt"}}'),
};
const answer: HttpResponse = {
  status: 200,
  headers: json,
  body: bytes('{"success":true,"result":"hi","error_type":null}'),
};

describe('a call', () => {
  it('in component style expands to a POST with session_id, tool and args', () => {
    const args = '{"file_path":"a.txt"}';
    const call = { component: 'vfs', session: 's-1', tool: 'read_file', args };
    expect(expandCall(call)).toEqual(readFile);
    expect(recognizeCall(readFile)).toEqual(call);
  });

  it('in component style may have no session', () => {
    const call = { component: 'github', tool: 'gh_get_issue', args: '{"issue_number":1.0}' };
    const request = expandCall(call);
    expect(request.body).toEqual(bytes('{"tool":"gh_get_issue","args":{"issue_number":1.0}}'));
    expect(recognizeCall(request)).toEqual(call);
  });

  it('in MCP style expands to a POST with name and arguments', () => {
    const call = { component: 'mock', tool: 'get_weather', arguments: '{"city":"Seattle"}' };
    const request = expandCall(call);
    expect(request.body).toEqual(bytes('{"name":"get_weather","arguments":{"city":"Seattle"}}'));
    expect(recognizeCall(request)).toEqual(call);
  });

  it.each<[string, Partial<HttpRequest>]>([
    ['another method', { method: 'PUT' }],
    ['another path', { path: '/vfs/health' }],
    ['a query', { path: '/vfs/execute?a=1' }],
    ['an escaped component', { path: '/v%66s/execute' }],
    ['a header more', { headers: [...json, ['accept', '*/*']] }],
    ['another content type', { headers: [['content-type', 'application/json; charset=utf-8']] }],
    ['white space', { body: bytes('{"tool": "a","args":{}}') }],
    ['another order of keys', { body: bytes('{"args":{},"tool":"a"}') }],
    ['a key more', { body: bytes('{"tool":"a","args":{},"x":1}') }],
    ['keys of both styles', { body: bytes('{"name":"a","arguments":{},"tool":"a","args":{}}') }],
    ['a session that is not a string', { body: bytes('{"session_id":1,"tool":"a","args":{}}') }],
    ['invalid UTF-8', { body: Uint8Array.of(0xff) }],
    ['a byte order mark', { body: bytes('\uFEFF{"tool":"a","args":{}}') }],
    ['an array', { body: bytes('["s","list_files",{}]') }],
  ])('is not recognized in a request with %s', (_, change) => {
    expect(recognizeCall({ ...readFile, ...change })).toBeUndefined();
  });

  it('is recognized only where it expands to the very request', () => {
    const field = fc.constantFrom('session_id', 'tool', 'args', 'name', 'arguments', '__proto__');
    const body = fc.array(fc.tuple(field, fc.json({ maxDepth: 2 })), { maxLength: 4 });
    fc.assert(
      fc.property(body, (fields) => {
        const text = fields.map(([key, value]) => `"${key}":${value}`).join(',');
        const request = { ...readFile, body: bytes(`{${text}}`) };
        const call = recognizeCall(request);
        if (call !== undefined) expect(expandCall(call)).toEqual(request);
      }),
    );
  });
});

describe('a result', () => {
  it('in component style expands to 200 with success, result and error_type', () => {
    const result = { success: true, result: 'hi', errorType: null };
    expect(expandResult(result)).toEqual(answer);
    expect(recognizeResult(answer)).toEqual(result);
  });

  it('in MCP style expands to 200 with result', () => {
    const response = { ...answer, body: bytes('{"result":{"temperature":21.0}}') };
    expect(recognizeResult(response)).toEqual({ value: '{"temperature":21.0}' });
    expect(expandResult({ value: '{"temperature":21.0}' })).toEqual(response);
  });

  it.each<[string, Partial<HttpResponse>]>([
    ['another status', { status: 201 }],
    ['a header more', { headers: [...json, ['etag', 'x']] }],
    ['no error_type', { body: bytes('{"success":true,"result":"hi"}') }],
    [
      'a result that is not a string',
      { body: bytes('{"success":true,"result":1,"error_type":null}') },
    ],
    ['a key more', { body: bytes('{"result":1,"sha":"x"}') }],
    ['a null', { body: bytes('null') }],
  ])('is not recognized in a response with %s', (_, change) => {
    expect(recognizeResult({ ...answer, ...change })).toBeUndefined();
  });
});
