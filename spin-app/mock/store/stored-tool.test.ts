import { describe, expect, it } from 'vitest';
import { StoreFailure } from '../../protocol/platform.ts';
import { jsonNumber, jsonObject } from '../json/json.ts';
import {
  parseStored,
  parseStoredFixture,
  parseStoredTool,
  parseToolCopy,
  printStoredFixture,
  printStoredTool,
  printToolCopy,
  type StoredTool,
} from './stored-tool.ts';

const TOOL_TEXT = '{"loaded":5,"after":1,"has_schema":true,"definition":{"name":"f","title":"T"}}';
const tool: StoredTool = {
  name: 'f',
  definition: jsonObject({ name: 'f', title: 'T' }),
  hasSchema: true,
  loaded: 5,
  after: 1,
};
const FIXTURE_TEXT = '{"match":{"a":1},"response":null}';
const fixture = { match: jsonObject({ a: jsonNumber(1) }), response: null };
const DAMAGED = new StoreFailure('a stored definition is damaged; clear it and load it again');

describe('what the mock keeps in its store', () => {
  it('is a tool, with its place and whether it has a schema', () => {
    expect(printStoredTool(tool)).toBe(TOOL_TEXT);
    expect(parseStoredTool(TOOL_TEXT)).toEqual(tool);
    const open = { ...tool, hasSchema: false };
    expect(parseStoredTool(printStoredTool(open))).toEqual(open);
  });

  it('is a fixture', () => {
    expect(printStoredFixture(fixture)).toBe(FIXTURE_TEXT);
    expect(parseStoredFixture(FIXTURE_TEXT)).toEqual(fixture);
  });

  it('is a copy of a tool with its fixtures, and with its response if it has one', () => {
    const silent = `{"tool":${TOOL_TEXT},"fixtures":[${FIXTURE_TEXT}]}`;
    const copy = { tool, fixtures: [fixture], response: undefined };
    expect(printToolCopy(copy)).toBe(silent);
    expect(parseToolCopy(silent)).toEqual(copy);
    const answering = { ...copy, response: null };
    expect(printToolCopy(answering)).toBe(`${silent.slice(0, -1)},"response":null}`);
    expect(parseToolCopy(printToolCopy(answering))).toEqual(answering);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"loaded":5,"after":1,"has_schema":true}',
    '{"loaded":5,"after":1,"definition":[]}',
    '{"loaded":5,"after":1,"definition":{}}',
    '{"loaded":5,"after":1,"definition":{"name":1}}',
    '{"loaded":"5","after":1,"definition":{"name":"f"}}',
    '{"loaded":5,"after":"1","definition":{"name":"f"}}',
    '{"loaded":5,"definition":{"name":"f"}}',
  ])('is damaged where %j stands for a tool', (text) => {
    expect(() => parseStoredTool(text)).toThrow(DAMAGED);
    expect(() => parseToolCopy(`{"tool":${text || 1},"fixtures":[]}`)).toThrow(DAMAGED);
  });

  it.each(['{', '1', '{"match":{}}', '{"match":[],"response":1}', '{"response":1}'])(
    'is damaged where %j stands for a fixture',
    (text) => {
      expect(() => parseStoredFixture(text)).toThrow(DAMAGED);
      expect(() => parseToolCopy(`{"tool":${TOOL_TEXT},"fixtures":[${text}]}`)).toThrow(DAMAGED);
    },
  );

  it('is damaged where a copy has no list of fixtures', () => {
    expect(() => parseToolCopy(`{"tool":${TOOL_TEXT}}`)).toThrow(DAMAGED);
    expect(() => parseToolCopy(`{"tool":${TOOL_TEXT},"fixtures":{}}`)).toThrow(DAMAGED);
  });

  it('is damaged where it is no JSON', () => {
    expect(() => parseStored('{')).toThrow(DAMAGED);
    expect(parseStored('[null]')).toEqual([null]);
  });
});
