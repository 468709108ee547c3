import { describe, expect, it } from 'vitest';
import { reportedAnswer } from './reported-answer.ts';

const response = (status: number, text: string) => ({
  status,
  headers: [],
  body: new TextEncoder().encode(text),
});

describe("the text that DeepFabric's client makes of an answer", () => {
  it.each([
    ['component', 200, '{"success":true,"result":"[1]","error_type":null}', '[1]'],
    [
      'component',
      200,
      '{"success":false,"result":"no","error_type":"IOError"}',
      'Error (IOError): no',
    ],
    ['component', 400, '{"error":"Bad"}', 'Error (HTTPError): Bad'],
    ['component', 404, '', 'Error (HTTPError): HTTP 404'],
    ['mcp', 200, '{"result":{"b":1e2,"a":"é"}}', '{"b": 100.0, "a": "\\u00e9"}'],
    ['mcp', 200, '{"result":"text"}', '"text"'],
    ['mcp', 400, '{"error":"Unknown tool: f"}', 'Error (HTTPError): Unknown tool: f'],
  ] as const)('in %s style of %d %s', (style, status, body, text) => {
    expect(reportedAnswer(response(status, body), style)).toEqual({
      text,
      isError: text.startsWith('Error'),
      refusesArguments: false,
    });
  });

  it.each([
    ['component', 200, '{"success":false,"result":"x","error_type":"InvalidArguments"}'],
    ['mcp', 400, '{"error":"Missing required argument: a"}'],
    ['mcp', 400, '{"error":"Argument a must be a number"}'],
  ] as const)('in %s style knows a refusal of arguments: %d %s', (style, status, body) => {
    expect(reportedAnswer(response(status, body), style).refusesArguments).toBe(true);
  });
});
