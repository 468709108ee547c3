import { type WarmUp, type WarmUpRequest, warmUpPost } from '../protocol/warm-up.ts';

const session_id = 'session 1';
const TOOL = {
  name: 'get_weather',
  description: 'Get the weather',
  inputSchema: {
    type: 'object',
    properties: {
      location: { type: 'string', minLength: 1, pattern: '^[^!]' },
      unit: { type: 'string', enum: ['celsius', 'fahrenheit'], default: 'celsius' },
      days: { type: 'integer', minimum: 1, maximum: 10 },
      tags: { type: 'array', items: { type: 'string' } },
    },
    required: ['location'],
    additionalProperties: false,
  },
};
const ANSWER = { location: '{{location}}', unit: 'in {{unit}}', temperature: 7.5, days: [1, null] };

function call(args: unknown, tool = TOOL.name): WarmUpRequest {
  return warmUpPost('/mock/execute', { session_id, tool, args });
}

/** What the component is warmed by while it is built. */
export const mockWarmUp: WarmUp = {
  requests: [
    call({}),
    warmUpPost('/mock/load-schema', [TOOL]),
    warmUpPost('/mock/load-schema', { session_id, tools: [TOOL] }),
    call({ location: 'Oslo' }),
    warmUpPost('/mock/update-response', { session_id, name: TOOL.name, mockResponse: ANSWER }),
    call({ location: 'Oslo', unit: 'celsius', days: 3, tags: ['a'] }),
    ...['Oslo', 'Lima'].map((location) =>
      warmUpPost('/mock/add-fixture', {
        ...{ session_id, name: TOOL.name },
        ...{ match: { location }, response: ANSWER },
      }),
    ),
    call({ location: 'Lima' }),
    call({ location: 'Paris' }),
    call({}),
    call({ location: 1 }),
    call({ location: 'Oslo', days: 1.5, unit: 'kelvin', more: true }),
    call({}, 'no_tool'),
    warmUpPost('/mock/execute', { name: TOOL.name, arguments: { location: 'Oslo' } }),
    warmUpPost('/mock/execute', { name: TOOL.name, arguments: {} }),
    { method: 'POST', target: '/mock/execute', body: '{' },
    { method: 'GET', target: '/mock/list-tools?session_id=session+1' },
    { method: 'GET', target: '/mock/health' },
    warmUpPost('/mock/clear', { session_id }),
    { method: 'DELETE', target: '/mock/session/session%201' },
    { method: 'GET', target: '/mock/nothing' },
  ],
};
