import { describe, expect, it } from 'vitest';
import { printJson } from '../json/print.ts';
import { findResponse } from './mcp-message.ts';

const ANSWER = '{"id":7,"result":{}}';
const STREAM = 'text/event-stream';

/** The text of the answer to message 7 that a body holds, or null. */
function find(body: string, contentType = 'application/json') {
  const found = findResponse(body, { contentType, id: 7 });
  return found && printJson(found);
}

describe('findResponse', () => {
  it.each([
    ['the answer alone', ANSWER],
    ['a number that is written otherwise', '{"id":7.0,"result":{}}'],
    ['an error', '{"id":7,"error":{}}'],
  ])('finds %s', (_, body) => {
    expect(find(body)).toBe(body);
  });

  it('finds it among several that share an array', () => {
    expect(find(`[null,1,{"id":6},${ANSWER},{"id":7,"late":1}]`)).toBe(ANSWER);
  });

  it.each([
    ['', null],
    ['{', null],
    ['[]', null],
    ['7', null],
    ['{"id":"7","result":{}}', null],
    ['{"id":8,"result":{}}', null],
    ['{"result":{}}', null],
    ['{"id":7,"method":"ping"}', null],
    [`data: ${ANSWER}`, null],
  ])('finds none in %s', (body, found) => {
    expect(find(body)).toBe(found);
  });

  it.each([
    [`data: ${ANSWER}`],
    [`data:${ANSWER}\n\n`],
    [`\ufeffdata: ${ANSWER}\n\n`],
    [`event: message\rdata: ${ANSWER}\r\r`],
    [`: comment\r\nid: 1\r\ndata: ${ANSWER}\r\n\r\n`],
    [`data: {\n\ndata: {"id":6}\n\ndata: ${ANSWER}\n\n`],
    ['data: {"id":7,\ndata\ndata: "result":{}}\n\n'],
    ['data: {"id":\ndata:7,"result"\ndata:  :{}}'],
  ])('finds it in the events of %j', (body) => {
    expect(find(body, STREAM)).toBe(ANSWER);
    expect(find(body, 'TEXT/Event-Stream; charset=utf-8')).toBe(ANSWER);
    expect(find(body, 'text/event-streams')).toBeNull();
    expect(find(body, `x-${STREAM}`)).toBeNull();
  });

  it.each([
    [ANSWER],
    [`dataX: ${ANSWER}`],
    [`xdata: ${ANSWER}`],
    ['data: {"id":7,\n\ndata: "result":{}}'],
    ['data: {"id":1\ndata: 7,"result":{}}'],
    ['data: "\ndata: "'],
  ])('finds none in the events of %j', (body) => {
    expect(find(body, STREAM)).toBeNull();
  });

  it.each(['x y', '\ufeffx'])('keeps %j within a text', (text) => {
    const answer = JSON.stringify({ id: 7, result: text });
    expect(find(`data:${answer}`, STREAM)).toBe(answer);
  });

  it('joins the lines of an event by line ends', () => {
    // A line end within a text is no JSON, which shows that it is there.
    expect(find('data: {"id":7,"result":"a\ndata: b"}', STREAM)).toBeNull();
  });
});
