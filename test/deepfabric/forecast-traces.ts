import { ask, type Trace } from './trace.ts';

const CITY = { type: 'string', description: 'Name of the city' };

/** The requests to the mock component before DeepFabric starts, by route. */
export const FORECAST_MOCKS: readonly (readonly [route: string, body: unknown])[] = [
  [
    '/mock/load-schema',
    {
      tools: [
        {
          name: 'get_forecast',
          description: 'The weather of the days to come.',
          inputSchema: {
            type: 'object',
            properties: { city: CITY, days: { type: 'integer', minimum: 1, default: 1 } },
            required: ['city'],
          },
        },
        {
          name: 'find_station',
          inputSchema: { type: 'object', properties: { city: CITY }, required: ['city'] },
        },
      ],
    },
  ],
  [
    '/mock/update-response',
    {
      name: 'get_forecast',
      mockResponse: { city: '{{city}}', days: { $arg: 'days' }, sky: 'clear over {{city}}' },
    },
  ],
  [
    '/mock/add-fixture',
    {
      name: 'get_forecast',
      match: { city: 'Zürich', days: 2 },
      response: { city: 'Zürich', sky: ['rain', 'snow'], degrees: [3.5, -1] },
    },
  ],
  ['/mock/add-fixture', { name: 'find_station', match: { city: 'Bern' }, response: 'Bern 文 1' }],
];

const ZURICH = { city: 'Zürich', days: 2 };
const BASEL = { city: 'Basel' };
const NO_DAYS = { city: 'Basel', days: 'two' };
const BERN = { city: 'Bern' };

/** How the results are written in the rows of one way of calling. */
interface ForecastTexts {
  readonly zurich: string;
  readonly basel: string;
  readonly bern: string;
  readonly noDays: string;
}

/** Results of calls to `/mock/execute` by component: texts of the service. */
export const COMPONENT_TEXTS: ForecastTexts = {
  zurich: '{"city":"Zürich","sky":["rain","snow"],"degrees":[3.5,-1]}',
  basel: '{"city":"Basel","days":1,"sky":"clear over Basel"}',
  bern: 'Bern 文 1',
  noDays: 'Error (InvalidArguments): Argument days must be of type integer',
};

/** Results of calls by `tool_execute_path`: Python's JSON of the service's values. */
export const MCP_TEXTS: ForecastTexts = {
  zurich: '{"city": "Z\\u00fcrich", "sky": ["rain", "snow"], "degrees": [3.5, -1]}',
  basel: '{"city": "Basel", "days": 1, "sky": "clear over Basel"}',
  bern: '"Bern \\u6587 1"',
  noDays: 'Error (HTTPError): Argument days must be of type integer',
};

/** Samples over the mock tools. */
export function forecastTraces(texts: ForecastTexts): readonly Trace[] {
  return [
    {
      topic: 'Packing a bag',
      question: 'What will the weather in Zürich be on the next two days?',
      steps: [
        [
          ask('get_forecast', ZURICH, texts.zurich),
          ask('get_forecast', BASEL, texts.basel),
          ask('get_forecast', NO_DAYS, texts.noDays),
        ],
        [ask('find_station', BERN, texts.bern)],
      ],
      answer: 'Rain first, then snow; take a coat with you.',
    },
    {
      topic: 'Finding a train',
      question: 'Where do I find the station of Bern?',
      steps: [[ask('find_station', BERN, texts.bern)], [ask('get_forecast', BASEL, texts.basel)]],
      answer: 'It is Bern 1, and it is dry in Basel.',
    },
  ];
}
